import { SAMPLE_PROJECT } from '../../load-sample.js';
import type { Scenario } from './scenario.js';

/**
 * 国有土地征收 from its registration: one household does not sign and gets a decision, unless that would fail the rate;
 * the first one takes its report to the experts.
 */
export const formal: Scenario = {
  title: '国有土地房屋征收',
  project: { ...SAMPLE_PROJECT, code: 'BS-2026-003', name: '示例北路旧城区征收项目', mode: 'state' },
  land: 'state',
  newHomesteads: 0,
  formalMode: 'state',
  ballots: 'clear',
  holdouts: (households) => ({ late: 0, never: households < 10 ? 0 : 1 }),
  takenToExperts: 1,
  outcome: 'extended',
};
