import { act, separated } from './define-act.js';
import type { ActDefinition } from './define-act.js';

/** One makes what is public, another checks it, a third answers objections (SD11, SD12). */
export const publicationActs = {
  'mask-notice': act('核对脱敏', 'notice', ['town-officer'], {
    verdicts: ['masked'],
    separatedFrom: separated('SD11', 'approve-notice'),
    clauses: ['R-21', 'SD11'],
  }),
  'approve-notice': act('审核公示', 'notice', ['publication-checker'], {
    verdicts: ['approved', 'returned'],
    separatedFrom: separated('SD11', 'mask-notice'),
    clauses: ['R-21', 'SD11'],
  }),
  'answer-objection': act('处理异议', 'objection', ['determination-officer'], {
    verdicts: ['upheld', 'rejected'],
    separatedFrom: separated('SD12', 'determine-area', 'survey-area'),
    clauses: ['R-24', 'SD12'],
  }),
} as const satisfies Record<string, ActDefinition>;
