import { act } from './define-act.js';
import type { ActDefinition } from './define-act.js';

/** What people decide when the signing period of a project is over. */
export const signingActs = {
  'decide-signing-outcome': act('决定签约期满后续', 'project', ['town-officer'], {
    entry: true,
    verdicts: ['extended', 'terminated', 'conversion-proposed'],
    clauses: ['R-12', 'R-14'],
  }),
  'announce-signing-termination': act('宣布终止签约', 'project', ['district-officer'], {
    verdicts: ['announced'],
    clauses: ['R-5', 'R-12'],
  }),
} as const satisfies Record<string, ActDefinition>;
