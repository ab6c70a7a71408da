/** Alarms that concern the person asking. */
import { z } from 'zod';
import { alarmKindTerms } from '../../rules/vocabulary/alarms.js';
import { id, instant, keysOf } from './formats.js';

/** `GET /api/alarms`: standing ones, the most urgent first. */
export const alarmList = z.object({
  items: z.array(
    z.object({
      id,
      kind: z.enum(keysOf(alarmKindTerms)),
      kindLabel: z.string(),
      text: z.string(),
      dueAt: instant,
      raisedAt: instant,
      overdue: z.boolean(),
      projectId: id.nullable(),
      projectName: z.string().nullable(),
    }),
  ),
});
export type AlarmList = z.infer<typeof alarmList>;
