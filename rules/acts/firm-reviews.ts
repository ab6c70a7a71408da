import { act, separated } from './define-act.js';
import type { ActDefinition } from './define-act.js';
import type { Role } from './roles.js';

/** Posts of a firm that meet households and are appraised by them. */
export const APPRAISED_ROLES: readonly Role[] = ['field-officer', 'project-supervisor', 'supervision-department'];

/** Once a year the staff of a firm are appraised, once a quarter its integrity risks are looked for. */
export const firmReviewActs = {
  'prepare-appraisal': act('组织民主评议', 'yearly-review', ['state-assets-inspector'], {
    entry: true,
    verdicts: ['prepared'],
    clauses: ['R-75'],
  }),
  'issue-ballots': act('发放评议码', 'yearly-review', ['state-assets-inspector'], { clauses: ['R-75'] }),
  'set-appraisal-measures': act('落实评议措施', 'yearly-review', ['general-manager'], {
    entry: true,
    verdicts: ['done'],
    separatedFrom: separated('R-75', 'confirm-appraisal-measures'),
    clauses: ['R-72', 'R-75'],
  }),
  'confirm-appraisal-measures': act('确认评议措施', 'yearly-review', ['state-assets-inspector'], {
    verdicts: ['approved', 'returned'],
    separatedFrom: separated('R-75', 'set-appraisal-measures'),
    clauses: ['R-75'],
  }),
  'review-risk-points': act('排查廉洁风险点', 'yearly-review', ['supervision-department'], {
    entry: true,
    verdicts: ['done'],
    separatedFrom: separated('R-76', 'confirm-risk-points'),
    clauses: ['R-76'],
  }),
  'confirm-risk-points': act('核查廉洁风险点', 'yearly-review', ['state-assets-inspector'], {
    verdicts: ['approved', 'returned'],
    separatedFrom: separated('R-76', 'review-risk-points'),
    clauses: ['R-76'],
  }),
} as const satisfies Record<string, ActDefinition>;
