import type { ActDefinition } from './define-act.js';
import type { Role } from './roles.js';

/** Posts within a service firm (征收事务所). */
export const FIRM_ROLES: readonly Role[] = [
  'field-officer',
  'project-supervisor',
  'supervision-department',
  'approver',
  'seal-keeper',
  'payment-maker',
  'bookkeeper',
  'finance-head',
  'general-manager',
  'staff-manager',
  'archivist',
];

/** work of a firm, which it does only under a commission valid that day. */
export const isWorkOfFirm = ({ roles }: ActDefinition): boolean => roles.every((role) => FIRM_ROLES.includes(role));
