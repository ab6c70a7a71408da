import { SAMPLE_PROJECT } from '../../load-sample.js';
import type { Scenario } from './scenario.js';

/** A negotiation that ends at seven of ten and becomes an expropriation, prepared beside it from the start. */
export const conversion: Scenario = {
  title: '协议置换转国有土地征收',
  project: { ...SAMPLE_PROJECT, code: 'BS-2026-002', name: '示例河滨协议转征收项目' },
  land: 'state',
  newHomesteads: 0,
  formalMode: 'state',
  ballots: 'clear',
  holdouts: (households) => {
    const never = Math.floor(households / 12);
    return { late: Math.ceil(households * 0.3) - never, never };
  },
  takenToExperts: 0,
  outcome: 'conversion-proposed',
};
