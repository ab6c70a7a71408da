import { act, separated } from './define-act.js';
import type { ActDefinition } from './define-act.js';
import type { Role } from './roles.js';

/** Posts that a meeting may name as the owner of a decision. */
export const DECISION_OWNERS: readonly Role[] = [
  'town-officer',
  'district-officer',
  'planning-officer',
  'general-manager',
];

/** Joint meetings of the departments, and the agreements that a new reading touches. */
export const meetingActs = {
  'call-meeting': act('召集会商', 'meeting', ['district-officer'], { clauses: ['R-27'] }),
  'raise-matter': act(
    '提出议题',
    'meeting',
    ['town-officer', 'district-officer', 'planning-officer', 'determination-officer', 'investment-supervisor'],
    { clauses: ['R-27', 'R-28'] },
  ),
  'prepare-agenda': act('拟定会商议程', 'meeting', ['district-officer'], {
    entry: true,
    verdicts: ['prepared'],
    clauses: ['R-27', 'R-28'],
  }),
  'record-attendance': act('登记到会', 'meeting', ['district-officer'], {
    entry: true,
    verdicts: ['held', 'adjourned'],
    clauses: ['R-27'],
  }),
  'record-minutes': act('记录会商纪要', 'meeting', ['district-officer'], {
    entry: true,
    verdicts: ['recorded'],
    separatedFrom: separated('R-28', 'confirm-minutes'),
    clauses: ['R-28', 'R-29'],
  }),
  'confirm-minutes': act('确认会商纪要', 'meeting', ['district-officer'], {
    verdicts: ['approved', 'returned'],
    separatedFrom: separated('R-28', 'record-minutes'),
    clauses: ['R-28', 'R-29'],
  }),
  'carry-out-decision': act('办理议定事项', 'meeting-decision', DECISION_OWNERS, {
    entry: true,
    verdicts: ['done'],
    separatedFrom: separated('R-28', 'confirm-decision'),
    clauses: ['R-28'],
  }),
  'confirm-decision': act('确认议定事项', 'meeting-decision', ['district-officer'], {
    verdicts: ['approved', 'returned'],
    separatedFrom: separated('R-28', 'carry-out-decision'),
    clauses: ['R-28'],
  }),
  'check-catch-up': act('按新口径核对协议', 'household', ['supervision-department'], {
    separatedFrom: separated('R-26', 'settle-catch-up'),
    clauses: ['R-26', 'R-29'],
  }),
  'settle-catch-up': act('确认协议已按新口径处理', 'household', ['investment-supervisor'], {
    separatedFrom: separated('R-26', 'check-catch-up'),
    clauses: ['R-26', 'R-29'],
  }),
} as const satisfies Record<string, ActDefinition>;
