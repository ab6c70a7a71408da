import type { Execution } from '../elements/execution.js';
import { correlate } from '../elements/messages.js';
import { inFuture, LONGEST_NAME } from '../model/limits.js';
import { pairKey } from '../state/state.js';
import { reject } from './rejection.js';
import type { PublishMessageReply, PublishMessageRequest } from './requests.js';

/** Brings a message to whoever waits for it, and keeps it for `timeToLive` ms for those who come later. */
export function publishMessage(run: Execution, request: PublishMessageRequest): PublishMessageReply {
  const { name, correlationKey = '', timeToLive = 0, messageId = '' } = request;
  if (name === '') throw reject('PUBLISH', 'INVALID_ARGUMENT', 'Expected the message to have a name, but none given');
  if (name.length > LONGEST_NAME || correlationKey.length > LONGEST_NAME || messageId.length > LONGEST_NAME)
    throw reject(
      'PUBLISH',
      'INVALID_ARGUMENT',
      `Expected name, correlation key and id of at most ${String(LONGEST_NAME)} characters`,
    );
  const variables = request.variables ?? {};
  if (messageId !== '' && isBuffered(run, name, correlationKey, messageId)) {
    const reason = `Expected to publish a new message with id '${messageId}', but a message with that id was already published`;
    throw reject('PUBLISH', 'ALREADY_EXISTS', reason);
  }
  const messageKey = run.newKey();
  const message = { messageKey, name, correlationKey, variables, correlatedProcessIds: [] };
  if (timeToLive > 0)
    run.emit('message-published', {
      row: { ...message, messageId, publishedAt: run.now, expiresAt: inFuture(run.now, timeToLive) },
    });
  correlate(run, message);
  return { messageKey };
}

function isBuffered(run: Execution, name: string, correlationKey: string, messageId: string): boolean {
  for (const key of run.state.messagesByName.find(pairKey(name, correlationKey))) {
    const message = run.state.messages.require(key);
    if (message.messageId === messageId && message.expiresAt > run.now) return true;
  }
  return false;
}
