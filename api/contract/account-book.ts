/** The book of a project's special account, and what the bank said that does not fit. */
import { z } from 'zod';
import { bankExceptionTerms, bookAccountTerms, movementTerms } from '../../rules/vocabulary/account-book.js';
import { freeText, id, instant, keysOf, yuanText } from './formats.js';

const bookAccount = z.enum(keysOf(bookAccountTerms));

/** `GET /api/projects/:id/account-book?before=`: the newest movements before that number. */
export const accountBookQuery = z.object({ before: z.coerce.number().int().min(1).optional() });
export const accountBook = z.object({
  projectName: z.string(),
  /** Both sides come even, and every account is what its movements say. */
  balanced: z.boolean(),
  accounts: z.array(
    z.object({
      account: bookAccount,
      label: z.string(),
      debitYuan: yuanText,
      creditYuan: yuanText,
      balanceYuan: yuanText,
    }),
  ),
  movements: z.array(
    z.object({
      number: z.number().int(),
      at: instant,
      kind: z.enum(keysOf(movementTerms)),
      kindLabel: z.string(),
      document: z.string(),
      amountYuan: yuanText,
      debitLabel: z.string(),
      debitBalanceYuan: yuanText,
      creditLabel: z.string(),
      creditBalanceYuan: yuanText,
    }),
  ),
  exceptions: z.array(
    z.object({
      id,
      kind: z.enum(keysOf(bankExceptionTerms)),
      kindLabel: z.string(),
      text: z.string(),
      amountYuan: yuanText,
      raisedAt: instant,
      /** Null while it is held. */
      reason: z.string().nullable(),
      settledBy: z.string().nullable(),
      settledAt: instant.nullable(),
    }),
  ),
});
export type AccountBook = z.infer<typeof accountBook>;

/** `POST /api/bank-exceptions/:id/settlement`: what it was. */
export const exceptionSettlementBody = z.object({
  reason: freeText(300).refine((text) => text.length >= 4, '请写明查明的情况（至少 4 个字）'),
});
