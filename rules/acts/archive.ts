import { act, separated } from './define-act.js';
import type { ActDefinition } from './define-act.js';

/** Papers of closed projects whose time has come: three people of three bodies (R-47, SD8). */
export const archiveActs = {
  'propose-disposal': act('提出处置清单', 'archive-disposal', ['town-officer'], {
    entry: true,
    verdicts: ['proposed', 'dropped'],
    separatedFrom: separated('SD8', 'decide-disposal', 'witness-disposal'),
    clauses: ['R-47', 'SD8'],
  }),
  'decide-disposal': act('审定处置清单', 'archive-disposal', ['district-archivist'], {
    verdicts: ['approved', 'returned'],
    separatedFrom: separated('SD8', 'propose-disposal', 'witness-disposal'),
    clauses: ['R-47', 'SD8'],
  }),
  'witness-disposal': act('监督处置', 'archive-disposal', ['district-officer'], {
    verdicts: ['witnessed'],
    separatedFrom: separated('SD8', 'propose-disposal', 'decide-disposal'),
    clauses: ['R-47', 'SD8'],
  }),
} as const satisfies Record<string, ActDefinition>;
