import { SAMPLE_PROJECT } from '../../load-sample.js';
import type { Scenario } from './scenario.js';

/** 协议置换 to its completion: the rate is reached, the last ones sign in the extension. */
export const negotiated: Scenario = {
  title: '协议置换',
  project: SAMPLE_PROJECT,
  land: 'state',
  newHomesteads: 0,
  formalMode: 'none',
  ballots: 'tied',
  holdouts: (households) => ({ late: Math.floor(households / 12), never: 0 }),
  takenToExperts: 0,
  outcome: 'extended',
};
