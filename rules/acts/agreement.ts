import { act, others, separated } from './define-act.js';
import type { ActDefinition } from './define-act.js';
import type { Role } from './roles.js';

const OFFICER_ACTS = ['negotiate', 'sign-as-officer', 'rectify-file-bag'];
const REVIEW_ACTS = [
  'review-project-supervisor',
  'review-supervision-department',
  'review-investment-supervisor',
  'approve-agreement',
];

const review = (name: string, label: string, role: Role): ActDefinition =>
  act(label, 'household', [role], {
    verdicts: ['approved', 'returned'],
    separatedFrom: separated('SD2', ...OFFICER_ACTS, ...others(REVIEW_ACTS, name), 'seal-agreement'),
    clauses: ['R-37', 'R-40', 'SD2'],
  });
/** From the first negotiation to the sealed agreement of a household. */
export const agreementActs = {
  negotiate: act('协商', 'household', ['field-officer'], {
    certified: true,
    persons: 2,
    entry: true,
    separatedFrom: separated('SD2', 'check-before-signing', ...REVIEW_ACTS, 'seal-agreement'),
    clauses: ['R-42', 'R-46', 'SD2', 'SD16'],
  }),
  'check-before-signing': act('签约前审核', 'household', ['investment-supervisor'], {
    verdicts: ['passed', 'returned'],
    separatedFrom: separated('SD2', ...OFFICER_ACTS, 'seal-agreement'),
    clauses: ['R-50', 'SD2'],
  }),
  'sign-as-officer': act('经办人签字', 'household', ['field-officer'], {
    certified: true,
    persons: 2,
    separatedFrom: separated('SD2', 'check-before-signing', ...REVIEW_ACTS, 'seal-agreement'),
    clauses: ['R-42', 'SD2', 'SD16'],
  }),
  'rectify-file-bag': act('整改件袋', 'household', ['field-officer'], {
    certified: true,
    verdicts: ['rectified'],
    separatedFrom: separated('SD2', 'check-before-signing', ...REVIEW_ACTS, 'seal-agreement'),
    clauses: ['R-40', 'R-41', 'SD16'],
  }),
  'review-project-supervisor': review('review-project-supervisor', '项目主管复核', 'project-supervisor'),
  'review-supervision-department': review('review-supervision-department', '监管部审核', 'supervision-department'),
  'review-investment-supervisor': review('review-investment-supervisor', '投资监理审核', 'investment-supervisor'),
  'approve-agreement': review('approve-agreement', '审批协议', 'approver'),
  'seal-agreement': act('用印', 'household', ['seal-keeper'], {
    verdicts: ['sealed'],
    separatedFrom: separated('SD2', ...OFFICER_ACTS, 'check-before-signing', ...REVIEW_ACTS),
    clauses: ['R-41', 'SD2'],
  }),
} as const satisfies Record<string, ActDefinition>;
