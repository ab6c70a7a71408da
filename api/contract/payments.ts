/** Payment lists, payees, deposits and bank statements. Account numbers are masked in every answer. */
import { z } from 'zod';
import { paymentItemStatusTerms, paymentListStatusTerms } from '../../rules/vocabulary/statuses.js';
import { recordedAct } from './acts.js';
import { contentHash, day, engineKey, freeText, id, instant, keysOf, yuanInput, yuanText } from './formats.js';

export const paymentItemStatus = z.enum(keysOf(paymentItemStatusTerms));
export const paymentItem = z.object({
  id,
  householdId: id,
  caseNumber: z.string(),
  holderName: z.string(),
  /** Of the agreement or compensation decision. */
  claimNumber: z.string(),
  amountYuan: yuanText,
  payeeName: z.string(),
  payeeAccountMasked: z.string(),
  status: paymentItemStatus,
  statusLabel: z.string(),
  /** Why the bank did not pay, from its statement. */
  failureReason: z.string().nullable(),
});
export type PaymentItem = z.infer<typeof paymentItem>;

export const householdPayment = z.object({
  id,
  amountYuan: yuanText,
  status: paymentItemStatus,
  statusLabel: z.string(),
  listNumber: z.string().nullable(),
  dueOn: day,
  paidAt: instant.nullable(),
});
export type HouseholdPayment = z.infer<typeof householdPayment>;

export const paymentListStatus = z.enum(keysOf(paymentListStatusTerms));
/** `GET /api/payment-lists/:id`. */
export const paymentList = z.object({
  id,
  roundId: id,
  projectId: id,
  projectName: z.string(),
  version: z.number().int(),
  number: z.string(),
  totalYuan: yuanText,
  listHash: contentHash.nullable(),
  status: paymentListStatus,
  statusLabel: z.string(),
  dueOn: day,
  accountBalanceYuan: yuanText,
  items: z.array(paymentItem),
  acts: z.array(recordedAct),
});
export type PaymentList = z.infer<typeof paymentList>;

/** `POST /api/payment-lists/:id/versions`. */
export const listVersionBody = z.object({ taskKey: engineKey });
export const listVersion = z.object({
  listId: id,
  version: z.number().int(),
  totalYuan: yuanText,
  listHash: contentHash,
});
/** `PUT /api/payment-items/:id/payee`. */
export const payeeBody = z.object({
  taskKey: engineKey,
  payeeName: freeText(60),
  payeeAccount: z
    .string()
    .trim()
    .regex(/^\d{8,30}$/, '请填写 8 至 30 位数字的银行账号'),
});
/** `POST /api/projects/:id/deposits`. The bank's reference makes it safe to send twice. */
export const depositBody = z.object({ amountYuan: yuanInput, reference: freeText(60) });
export const deposit = z.object({ balanceYuan: yuanText });
export type ListVersionBody = z.infer<typeof listVersionBody>;
export type ListVersion = z.infer<typeof listVersion>;
export type PayeeBody = z.infer<typeof payeeBody>;
export type DepositBody = z.infer<typeof depositBody>;
export type Deposit = z.infer<typeof deposit>;

/** `POST /api/bank-statements`: this JSON, or the bank's XML with content type `application/xml`. */
export const bankStatementBody = z.object({
  /** May be left out: each receipt names its payment order. */
  listId: id.optional(),
  receipts: z
    .array(
      z.object({
        endToEndId: z.string().trim().min(1).max(35),
        amountYuan: yuanInput,
        status: z.enum(['paid', 'failed']),
        reason: z.string().trim().max(140).optional(),
      }),
    )
    .min(1)
    .max(10_000),
});
/** `recorded` counts receipts not known before: the same statement again records none. */
export const bankStatement = z.object({
  lists: z.array(id),
  recorded: z.number().int(),
  paid: z.number().int(),
  failed: z.number().int(),
});
export type BankStatementBody = z.infer<typeof bankStatementBody>;
export type BankStatement = z.infer<typeof bankStatement>;
