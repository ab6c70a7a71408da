/** Yearly appraisals and quarterly looks for risks; ballots, which nobody can trace to a person. */
import { z } from 'zod';
import { id, keysOf } from './formats.js';
import { sheetSection } from './sheet.js';
import { voterGroupTerms } from '../../rules/staff/democratic-appraisal.js';

export const firmReviewRow = z.object({
  id,
  number: z.string(),
  kindLabel: z.string(),
  period: z.string(),
  firmName: z.string(),
  closed: z.boolean(),
  /** Whether ballots may be issued to this person's hands now. */
  appraisal: z.boolean(),
});
export const firmReviewsView = z.object({ reviews: z.array(firmReviewRow) });
export type FirmReviewsView = z.infer<typeof firmReviewsView>;

export const firmReviewSheet = z.object({ sections: z.array(sheetSection) });
export type FirmReviewSheet = z.infer<typeof firmReviewSheet>;

export const issuedBallots = z.object({
  ballots: z.array(z.object({ group: z.enum(keysOf(voterGroupTerms)), code: z.string() })),
});
export type IssuedBallots = z.infer<typeof issuedBallots>;

const ballotCode = z.string({ error: '请填写评议码' }).trim().toUpperCase().min(1, '请填写评议码').max(20);
export const ballotCodeBody = z.strictObject({ code: ballotCode });
export const ballotSheetView = z.object({ subjects: z.array(z.object({ accountId: id, displayName: z.string() })) });
export type BallotSheetView = z.infer<typeof ballotSheetView>;

const SCORE = '请填写 0 到 100 的整数分';
export const ballotBody = z.strictObject({
  code: ballotCode,
  scores: z
    .array(
      z.strictObject({
        accountId: id,
        score: z.int({ error: SCORE }).min(0, SCORE).max(100, SCORE),
        favour: z.boolean(),
      }),
    )
    .min(1, '请至少评议一人')
    .max(100),
});
export type BallotBody = z.infer<typeof ballotBody>;
