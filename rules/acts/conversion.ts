import { act, separated } from './define-act.js';
import type { ActDefinition } from './define-act.js';

/** From the eight points to the decision that turns a negotiated project into an expropriation. */
export const conversionActs = {
  'compile-conversion-gates': act('汇总转征收条件', 'conversion', ['town-officer'], {
    entry: true,
    verdicts: ['compiled'],
    separatedFrom: separated('R-14', 'confirm-conversion-gates'),
    clauses: ['R-9', 'R-14'],
  }),
  'confirm-conversion-gates': act('核对并提出转征收', 'conversion', ['district-officer'], {
    verdicts: ['proposed', 'returned'],
    separatedFrom: separated('R-14', 'compile-conversion-gates'),
    clauses: ['R-6', 'R-14', 'R-26'],
  }),
  'examine-conversion': act('审查转征收', 'conversion', ['district-government'], {
    verdicts: ['approved', 'returned'],
    separatedFrom: separated('R-5', 'compile-conversion-gates', 'confirm-conversion-gates', 'decide-conversion'),
    clauses: ['R-5', 'R-14', 'R-26'],
  }),
  'decide-conversion': act('决定转征收', 'conversion', ['district-government'], {
    verdicts: ['approved', 'returned', 'refused'],
    separatedFrom: separated('R-5', 'compile-conversion-gates', 'confirm-conversion-gates', 'examine-conversion'),
    clauses: ['R-5', 'R-14'],
  }),
} as const satisfies Record<string, ActDefinition>;
