import type { Scenario } from './scenario.js';

/** 集体土地房屋补偿: what is sealed takes effect at once; the last household of a longer register gets a decision. */
export const collective: Scenario = {
  title: '集体土地房屋征收补偿',
  project: { code: 'BS-2026-004', name: '示例村集体土地征收项目', mode: 'collective' },
  land: 'collective',
  formalMode: 'collective',
  ballots: 'clear',
  holdouts: (households) => ({ late: 0, never: households < 10 ? 0 : 1 }),
  outcome: 'extended',
};
