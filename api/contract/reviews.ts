/** Public-credibility reviews of a household, what staff put to the panel and how far it is; how it left its house. */
import { z } from 'zod';
import { specialProblemTerms } from '../../rules/panel/special-problem.js';
import { freeText, id, keysOf, yuanInput } from './formats.js';
import { sheetSection } from './sheet.js';

export const SPECIAL_PROBLEM_KINDS = keysOf(specialProblemTerms);

/** `POST /api/households/:id/special-problems`. Question and treatment are displayed later, the circumstances never. */
export const specialProblemBody = z.object({
  problem: z.enum(SPECIAL_PROBLEM_KINDS, { error: '请选择问题类别' }),
  circumstances: freeText(2000),
  question: freeText(500),
  treatment: freeText(1000),
  amountYuan: yuanInput.optional(),
  planLimitYuan: yuanInput.optional(),
  planClause: freeText(200).optional(),
});
export type SpecialProblemBody = z.infer<typeof specialProblemBody>;

export const review = z.object({ id, number: z.string(), stateLabel: z.string(), sections: z.array(sheetSection) });
export type ReviewView = z.infer<typeof review>;
/** `GET /api/households/:id/special-problems`, oldest first. */
export const reviewList = z.object({ items: z.array(review) });
export type ReviewList = z.infer<typeof reviewList>;

/** `GET /api/households/:id/move-out`. */
export const moveOutView = z.object({ sections: z.array(sheetSection) });
export type MoveOutView = z.infer<typeof moveOutView>;
