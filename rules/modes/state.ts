import type { ModeRules } from './mode-rules.js';

/** 国有土地征收: the department drafts, the district government has it examined and adopts it. */
export const stateRules: ModeRules = {
  draftedBy: 'district-officer',
  examinedBy: 'district-government',
  adoptedBy: 'district-government',
  willingness: 'renewal',
  filed: false,
  opinionUnits: 'households',
  basis: '征收与补偿条例第10条',
  expropriation: { preparedBy: 'district-officer', riskReviewed: true, landApproved: false, landUseRightEnds: true },
};
