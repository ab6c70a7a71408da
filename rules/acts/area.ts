import { act, separated } from './define-act.js';
import type { ActDefinition } from './define-act.js';

/** From the measured to the determined area of a household. */
export const areaActs = {
  'survey-area': act('实测房屋面积', 'household', ['field-officer'], {
    certified: true,
    persons: 2,
    separatedFrom: separated('SD1', 'determine-area'),
    clauses: ['R-23', 'R-42', 'SD1', 'SD16'],
  }),
  'determine-area': act('认定房屋面积', 'household', ['determination-officer'], {
    verdicts: ['determined'],
    separatedFrom: separated('SD1', 'survey-area'),
    clauses: ['R-24', 'R-25', 'SD1'],
  }),
} as const satisfies Record<string, ActDefinition>;
