import { act } from './define-act.js';
import type { ActDefinition } from './define-act.js';
import { ROLES } from './roles.js';
import type { Role } from './roles.js';

/** A panel member sees what is put to the panel, not the case file. */
const STAFF: readonly Role[] = ROLES.filter((role) => role !== 'administrator' && role !== 'panel-member');

/** What is done for one household outside its tasks. */
export const householdActs = {
  'issue-access-code': act('发放查询码', 'household', ['field-officer'], { clauses: ['R-43'] }),
  'upload-document': act('归入件袋', 'household', ['field-officer'], { clauses: ['R-47'] }),
  'read-case': act('查阅案件', 'household', STAFF, { clauses: ['R-46', 'SD14', 'SD17'] }),
} as const satisfies Record<string, ActDefinition>;
