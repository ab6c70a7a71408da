import type { Finding } from '../decision.js';
import type { FindingCode } from '../error-codes.js';
import { formatYuan } from '../units.js';
import type { BankInstruction, BankReceipt } from './match-receipts.js';

/** A payment order with whose account it goes to. */
export interface PayeeInstruction extends BankInstruction {
  readonly payeeAccount: string;
}

/** A line of a statement with what the bank tells besides: see StatedReceipt. */
export interface StatementLine extends BankReceipt {
  readonly payeeAccount?: string;
  readonly booked?: true;
  readonly returned?: true;
}

export type BankExceptionKind = 'unknown' | 'amount' | 'payee' | 'contradiction' | 'repeated';

/** A line that does not fit, and why. */
export interface HeldLine {
  readonly kind: BankExceptionKind;
  readonly line: StatementLine;
  readonly finding: Finding;
}

export interface SortedStatement {
  /** First answers that agree with their order in everything. */
  readonly answers: readonly BankReceipt[];
  /** Payments that had arrived and came back. */
  readonly returned: readonly BankReceipt[];
  readonly held: readonly HeldLine[];
}

interface Known {
  readonly receipts: readonly BankReceipt[];
  /** Orders whose payment is known to have come back. */
  readonly returned: readonly string[];
}

const CODES = {
  unknown: 'RECEIPT_UNKNOWN',
  amount: 'AMOUNT_MISMATCH',
  payee: 'PAYEE_MISMATCH',
  contradiction: 'RECEIPT_DUPLICATE',
  repeated: 'RECEIPT_DUPLICATE',
} as const satisfies Record<BankExceptionKind, FindingCode>;

/**
 * 回单分拣: which lines of a statement answer an order, which give money back, and which have to be held. The same
 * answer in another message or statement is no news; booked twice in one statement it is two bookings, and held.
 */
export function sortReceipts(
  instructions: readonly PayeeInstruction[],
  known: Known,
  lines: readonly StatementLine[],
): SortedStatement {
  const orders = new Map(instructions.map((order) => [order.endToEndId, order]));
  const said = new Map<string, StatementLine>(known.receipts.map((receipt) => [receipt.endToEndId, receipt]));
  const back = new Set(known.returned);
  const booked = new Set<string>();
  const answers: BankReceipt[] = [];
  const returned: BankReceipt[] = [];
  const held: HeldLine[] = [];
  for (const line of lines) {
    const { endToEndId: id, status } = line;
    const booking = `${id} ${status}`;
    const earlier = said.get(id);
    const misfit = misfitOf(line, orders.get(id));
    const hold = (kind: BankExceptionKind, words: string) => held.push(heldLine(line, kind, words));
    if (misfit) hold(...misfit);
    else if (line.booked && booked.has(booking)) hold('repeated', '在同一回单中记账两次');
    else if (earlier === undefined) answers.push(line);
    else if (earlier.status === 'paid' && status === 'failed' && line.returned) {
      if (!back.has(id)) returned.push(line);
      back.add(id);
    } else if (earlier.status !== status) hold('contradiction', '前后矛盾');
    if (line.booked) booked.add(booking);
    if (!misfit && earlier === undefined) said.set(id, line);
  }
  return { answers, returned, held };
}

function misfitOf(line: StatementLine, order: PayeeInstruction | undefined): [BankExceptionKind, string] | undefined {
  if (order === undefined) return ['unknown', '对应不到付款指令'];
  if (order.amountFen !== line.amountFen) {
    return ['amount', `金额不符（指令${formatYuan(order.amountFen)}元，回单${formatYuan(line.amountFen)}元）`];
  }
  if (line.payeeAccount !== undefined && line.status === 'paid' && line.payeeAccount !== order.payeeAccount) {
    return ['payee', '收款账号与付款指令不符'];
  }
  return undefined;
}

const heldLine = (line: StatementLine, kind: BankExceptionKind, words: string): HeldLine => ({
  kind,
  line,
  finding: {
    code: CODES[kind],
    message: `回单 ${line.endToEndId} ${words}，请与银行核对`,
    basis: 'R-60',
    field: line.endToEndId,
  },
});
