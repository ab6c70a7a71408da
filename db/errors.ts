import type { Finding } from '../rules/decision.js';
import { errorCodes } from '../rules/error-codes.js';
import type { FindingCode } from '../rules/error-codes.js';

/** The field says no: one or more findings, each with its clause. Never retried. */
export class BusinessError extends Error {
  override readonly name = 'BusinessError';
  readonly code: FindingCode;

  constructor(readonly findings: readonly Finding[]) {
    super(findings.map((finding) => finding.message).join('；'));
    this.code = findings[0]?.code ?? 'TRANSITION_FORBIDDEN';
  }
}

/** What was asked for does not exist (or is none of the caller's business). */
export class NotFoundError extends Error {
  override readonly name = 'NotFoundError';

  constructor(
    readonly kind: string,
    readonly id: string,
  ) {
    super(`Expected ${kind} ${id}, but there is none`);
  }
}

export function refusal(code: FindingCode, message: string, basis: string, field?: string): BusinessError {
  return new BusinessError([field === undefined ? { code, message, basis } : { code, message, basis, field }]);
}

interface PgError extends Error {
  readonly code: string;
  readonly detail?: string;
  readonly hint?: string;
  readonly constraint?: string;
}

const isPgError = (error: unknown): error is PgError =>
  error instanceof Error && 'code' in error && typeof error.code === 'string';

/** Serialization failure or deadlock: the same work may succeed when it is run again. */
export const isTransient = (error: unknown): boolean =>
  isPgError(error) && (error.code === '40001' || error.code === '40P01');

const GUARD = 'EX001';
const CHECK_VIOLATION = '23514';
/** Constraints of the special account's book, and what to do when a movement would break them. */
const OVERDRAWN: ReadonlyMap<string, string> = new Map([
  ['special_account_never_overdrawn', '专户余额不足，请先补足专户'],
  ['special_account_reserved', '专户留存的款项不足，请核对清单或决定的留存金额'],
  ['special_account_in_transit', '在途款项不足，请核对银行回单是否重复'],
  ['special_account_posting_never_below', '专户账目不得为负，请核对金额后重办'],
]);

/** A guard of the database that said no, as a BusinessError; anything else unchanged. */
export function translated(error: unknown): unknown {
  if (!isPgError(error)) return error;
  if (error.code === GUARD && error.detail !== undefined && isFindingCode(error.detail)) {
    return refusal(error.detail, error.message, error.hint ?? '');
  }
  const overdrawn = error.code === CHECK_VIOLATION ? OVERDRAWN.get(error.constraint ?? '') : undefined;
  if (overdrawn !== undefined) return refusal('ACCOUNT_INSUFFICIENT', `R-56：${overdrawn}`, 'R-56');
  return error;
}

const isFindingCode = (text: string): text is FindingCode => Object.hasOwn(errorCodes, text);
