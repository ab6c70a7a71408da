import { rowsOf } from '../state/state.js';
import type { Appliers } from './apply.js';

type DecisionEvents =
  'decision-requirements-deployed' | 'decision-deployed' | 'decision-requirements-deleted' | 'decision-evaluated';

export const decisionAppliers: Appliers<DecisionEvents> = {
  'decision-requirements-deployed': (state, { row }) => {
    state.decisionRequirements.put(row);
  },
  'decision-deployed': (state, { row }) => {
    state.decisions.put(row);
  },
  // The decisions of a file go with it; all stay as rows, because a version number is never used twice.
  'decision-requirements-deleted': (state, { key }) => {
    state.decisionRequirements.put({ ...state.decisionRequirements.require(key), state: 'DELETED' });
    for (const decision of rowsOf(state.decisions, state.decisionsByRequirements.find(key)))
      state.decisions.put({ ...decision, state: 'DELETED' });
  },
  'decision-evaluated': (state, { rows }) => {
    for (const row of rows) state.decisionInstances.finish(row);
  },
};
