import type { Key } from '../commands/requests.js';
import type { State } from '../state/state.js';
import type { Appliers } from './apply.js';

export const incidentAppliers: Appliers<'incident-created' | 'incident-resolved'> = {
  'incident-created': (state, { row }) => {
    state.incidents.put(row);
    count(state, row.elementInstanceKey, 1);
    const element = state.elements.require(row.elementInstanceKey);
    state.elements.put({ ...element, incidentKey: row.incidentKey });
  },
  'incident-resolved': (state, { key, at }) => {
    const row = state.incidents.require(key);
    state.incidents.finish({ ...row, state: 'RESOLVED', resolvedAt: at });
    count(state, row.elementInstanceKey, -1);
    const element = state.elements.get(row.elementInstanceKey);
    if (element?.incidentKey === key) {
      const [other] = state.incidentsByElement.find(row.elementInstanceKey);
      state.elements.put({ ...element, incidentKey: other ?? null });
    }
  },
};

/** An incident shows on its element and on everything around it, calling processes included. */
function count(state: State, elementInstanceKey: Key, change: number): void {
  let key: Key | null = elementInstanceKey;
  while (key !== null) {
    const element = state.elements.get(key);
    if (element === undefined) return;
    state.elements.put({ ...element, incidentCount: element.incidentCount + change });
    key = element.scopeKey;
    if (element.type !== 'PROCESS') continue;
    const instance = state.processInstances.require(element.processInstanceKey);
    state.processInstances.put({ ...instance, incidentCount: instance.incidentCount + change });
    key = instance.parentElementInstanceKey;
  }
}
