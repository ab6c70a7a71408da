import type { ModeRules } from './mode-rules.js';

/** 协议置换: the town's own plan, aligned by the department with a later expropriation. */
export const negotiatedRules: ModeRules = {
  draftedBy: 'town-officer',
  examinedBy: 'district-officer',
  adoptedBy: 'town-officer',
  willingness: 'always',
  filed: true,
  opinionUnits: 'households',
  basis: 'R-9、R-26',
  expropriation: null,
};
