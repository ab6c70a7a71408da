/** A household's compensation decision, as its own page and the page of its case show it. */
import { z } from 'zod';
import { day, yuanText } from './formats.js';
import { sheetSection } from './sheet.js';

export const ownDecision = z.object({
  number: z.string(),
  issuedOn: day,
  servedOn: day.nullable(),
  amountYuan: yuanText,
  /** Lies in the special account for this household alone. */
  reservedYuan: yuanText,
  exchangeHouse: z.string(),
  exchangeAreaSqm: z.string(),
  exchangeValueYuan: yuanText,
  /** Paid beside the house where the money is more than its value. */
  besideHouseYuan: yuanText,
  /** To be added by the household where the house is worth more. */
  forHouseYuan: yuanText,
  moveOutBy: day.nullable(),
  /** Last day for review or suit while it runs. */
  remedyUntil: day.nullable(),
  choiceLabel: z.string().nullable(),
  /** What is owed once the decision was carried out; when it is paid stands among the payments. */
  dueYuan: yuanText.nullable(),
});
export type OwnDecision = z.infer<typeof ownDecision>;

/** `GET /api/households/:id/decision`. */
export const decisionView = z.object({ sections: z.array(sheetSection) });
export type DecisionView = z.infer<typeof decisionView>;
