/** Acts of persons as pages show them: who did what, when, with which verdict, on which content. */
import { z } from 'zod';
import { ACT_NAMES } from '../../rules/acts.js';
import { contentHash, instant } from './formats.js';

export const actName = z.enum(ACT_NAMES);

export const recordedAct = z.object({
  act: actName,
  actLabel: z.string(),
  round: z.number().int(),
  personName: z.string(),
  organisationName: z.string(),
  verdict: z.string().nullable(),
  verdictLabel: z.string().nullable(),
  /** a compensation unreasonable, b area unclear, c evidence chain broken. */
  returnReason: z.enum(['a', 'b', 'c']).nullable(),
  note: z.string().nullable(),
  contentHash: contentHash.nullable(),
  actedAt: instant,
  /** A withdrawn act stays in the register but counts as an approval no longer. */
  withdrawn: z.boolean(),
  clauses: z.array(z.string()),
});
export type RecordedAct = z.infer<typeof recordedAct>;
