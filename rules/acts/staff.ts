import { act, separated } from './define-act.js';
import type { ActDefinition } from './define-act.js';
import { ROLES } from './roles.js';
import type { Role } from './roles.js';

const STAFF: readonly Role[] = ROLES.filter((role) => role !== 'administrator');
const READERS: readonly Role[] = [
  'staff-manager',
  'supervision-department',
  'general-manager',
  'district-officer',
  'state-assets-inspector',
  'auditor',
  'discipline-inspector',
];

/** Who may work at a firm: hiring, training, certificates, and ties that keep a person away from a household. */
export const staffActs = {
  'propose-staff': act('推荐录用', 'staff-member', ['staff-manager'], { clauses: ['R-62'] }),
  'assess-ethics': act('评估职业道德', 'staff-member', ['supervision-department'], {
    entry: true,
    verdicts: ['approved', 'refused'],
    separatedFrom: separated('R-62', 'propose-staff'),
    clauses: ['R-62'],
  }),
  'assess-ability': act('评估业务能力', 'staff-member', ['project-supervisor'], {
    entry: true,
    verdicts: ['approved', 'refused'],
    separatedFrom: separated('R-62', 'propose-staff'),
    clauses: ['R-62'],
  }),
  'decide-hiring': act('决定录用', 'staff-member', ['general-manager'], {
    verdicts: ['approved', 'refused'],
    separatedFrom: separated('R-62', 'propose-staff', 'assess-ethics', 'assess-ability'),
    clauses: ['R-62', 'SD15'],
  }),
  'record-training': act('登记培训学时', 'staff-member', ['staff-manager'], {
    entry: true,
    verdicts: ['recorded'],
    clauses: ['R-63', 'R-64', 'R-65'],
  }),
  'confirm-training': act('核实培训学时', 'staff-member', ['supervision-department'], {
    verdicts: ['approved', 'returned'],
    separatedFrom: separated('R-63', 'record-training'),
    clauses: ['R-63', 'R-65'],
  }),
  'certify-staff': act('登记考试和上岗证', 'staff-member', ['district-officer'], {
    entry: true,
    verdicts: ['certified', 'returned', 'refused'],
    clauses: ['R-64', 'SD16'],
  }),
  'declare-relationship': act('申报利害关系', 'household', STAFF, { clauses: ['SD15'] }),
  'end-relationship': act('解除利害关系', 'household', ['supervision-department'], { clauses: ['SD15'] }),
  'record-outreach': act('登记对街镇村居的培训', 'staff-member', ['staff-manager'], { clauses: ['R-66'] }),
  'read-staff': act('查阅人员', 'staff-member', READERS, { clauses: ['R-49', 'R-69', 'R-75'] }),
} as const satisfies Record<string, ActDefinition>;
