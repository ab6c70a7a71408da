import type { Appliers } from './apply.js';

type MessageEvents =
  | 'message-published'
  | 'message-correlated'
  | 'message-expired'
  | 'message-subscription-opened'
  | 'message-subscription-closed';

export const messageAppliers: Appliers<MessageEvents> = {
  'message-published': (state, { row }) => {
    state.messages.put(row);
  },
  'message-correlated': (state, { row, closes }) => {
    state.correlatedMessages.finish(row);
    const message = state.messages.get(row.messageKey);
    if (message !== undefined) {
      const correlatedProcessIds = [...message.correlatedProcessIds, row.processDefinitionId];
      state.messages.put({ ...message, correlatedProcessIds });
    }
    const subscription = state.messageSubscriptions.get(row.subscriptionKey);
    // A message start subscription belongs to the definition and goes on as it is.
    if (subscription === undefined || subscription.elementInstanceKey === null) return;
    const correlated = { ...subscription, state: 'CORRELATED' as const, lastUpdatedDate: row.correlationTime };
    if (closes) state.messageSubscriptions.finish({ ...correlated, live: false });
    else state.messageSubscriptions.put(correlated);
  },
  'message-expired': (state, { key }) => {
    state.messages.remove(key);
  },
  'message-subscription-opened': (state, { row }) => {
    state.messageSubscriptions.put(row);
  },
  'message-subscription-closed': (state, { key, at }) => {
    const row = state.messageSubscriptions.require(key);
    state.messageSubscriptions.finish({ ...row, state: 'DELETED', lastUpdatedDate: at, live: false });
  },
};
