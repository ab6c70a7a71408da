import type { Key } from '../commands/requests.js';
import type { ElementInstanceRow } from '../state/rows.js';
import type { State } from '../state/state.js';
import type { Appliers } from './apply.js';

type ElementEvents =
  | 'element-activating'
  | 'element-activated'
  | 'element-completing'
  | 'element-terminating'
  | 'element-ended'
  | 'element-runtime-changed'
  | 'sequence-flow-taken'
  | 'token-arrived'
  | 'tokens-joined';

export const elementAppliers: Appliers<ElementEvents> = {
  'element-activating': (state, { row }) => {
    state.elements.put(row);
  },
  'element-activated': (state, { key }) => {
    change(state, key, { phase: 'ACTIVATED' });
  },
  'element-completing': (state, { key }) => {
    change(state, key, { phase: 'COMPLETING' });
  },
  'element-terminating': (state, { key }) => {
    change(state, key, { phase: 'TERMINATING' });
  },
  // The variables of an ended scope are out of reach for everyone: they stay in the database only.
  'element-ended': (state, { key, state: end, at }) => {
    const row = state.elements.require(key);
    state.elements.finish({ ...row, phase: 'ENDED', state: end, endDate: at, runtime: {} });
    for (const variable of [...state.variablesByScope.find(key)]) state.variables.forget(variable);
  },
  'element-runtime-changed': (state, { key, runtime }) => {
    change(state, key, { runtime });
  },
  'sequence-flow-taken': (state, { row }) => {
    state.sequenceFlows.finish(row);
  },
  'token-arrived': (state, { scopeKey, gatewayId, flowId }) => {
    const { runtime } = state.elements.require(scopeKey);
    const waiting = runtime.arrived?.[gatewayId] ?? {};
    const tokens = { ...waiting, [flowId]: (waiting[flowId] ?? 0) + 1 };
    change(state, scopeKey, { runtime: { ...runtime, arrived: { ...runtime.arrived, [gatewayId]: tokens } } });
  },
  // One token of each incoming flow that has any goes on as one; the others wait for the next round.
  'tokens-joined': (state, { scopeKey, gatewayId }) => {
    const { runtime } = state.elements.require(scopeKey);
    const left = Object.entries(runtime.arrived?.[gatewayId] ?? {}).filter(([, count]) => count > 1);
    const others = Object.entries(runtime.arrived ?? {}).filter(([id]) => id !== gatewayId);
    if (left.length > 0) others.push([gatewayId, Object.fromEntries(left.map(([flow, count]) => [flow, count - 1]))]);
    change(state, scopeKey, { runtime: { ...runtime, arrived: Object.fromEntries(others) } });
  },
};

function change(state: State, key: Key, patch: Partial<ElementInstanceRow>): void {
  state.elements.put({ ...state.elements.require(key), ...patch });
}
