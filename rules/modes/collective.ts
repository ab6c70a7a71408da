import type { ModeRules } from './mode-rules.js';

/** 集体土地征收: the planning bureau drafts for the district government, which adopts. */
export const collectiveRules: ModeRules = {
  draftedBy: 'planning-officer',
  examinedBy: 'district-government',
  adoptedBy: 'district-government',
  willingness: 'never',
  filed: false,
  opinionUnits: 'members',
  basis: '土地管理法实施条例第27条',
  expropriation: { preparedBy: 'planning-officer', riskReviewed: false, landApproved: true, landUseRightEnds: false },
};
