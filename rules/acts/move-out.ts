import { act, separated } from './define-act.js';
import type { ActDefinition } from './define-act.js';

/** Leaving the house: only after payment, by a date both sides agreed, seen by two officers (P12). */
export const moveOutActs = {
  'agree-handover': act('约定交房日期', 'household', ['town-officer'], {
    entry: true,
    verdicts: ['agreed'],
    clauses: ['R-43', 'R-57'],
  }),
  'record-handover': act('查验交房', 'household', ['field-officer'], {
    certified: true,
    persons: 2,
    entry: true,
    verdicts: ['inspected'],
    separatedFrom: separated('SD2', 'deregister-rights', 'decide-late-move-out'),
    clauses: ['R-42', 'R-43', 'SD2', 'SD16'],
  }),
  'decide-late-move-out': act('决定逾期搬迁后续', 'household', ['town-officer'], {
    entry: true,
    verdicts: ['decided'],
    separatedFrom: separated('SD2', 'record-handover'),
    clauses: ['R-43', 'R-68'],
  }),
  'deregister-rights': act('注销权利凭证', 'household', ['town-officer'], {
    entry: true,
    verdicts: ['deregistered'],
    separatedFrom: separated('SD2', 'record-handover'),
    clauses: ['R-47', 'SD2'],
  }),
} as const satisfies Record<string, ActDefinition>;
