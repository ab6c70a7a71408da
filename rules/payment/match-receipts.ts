import { decide } from '../decision.js';
import type { Decision, Finding } from '../decision.js';
import type { Policy } from '../policy/policies.js';
import { formatYuan } from '../units.js';

/** One payment order sent to the bank; the reference travels end to end. */
export interface BankInstruction {
  readonly endToEndId: string;
  readonly amountFen: bigint;
}

/** One line of the bank's statement. */
export interface BankReceipt {
  readonly endToEndId: string;
  readonly amountFen: bigint;
  readonly status: 'paid' | 'failed';
  readonly reason: string | null;
}

export interface ReceiptMatch {
  /** Receipts that agree with their instruction to the fen. */
  readonly matched: readonly BankReceipt[];
  /** Instructions the statement says nothing about yet. */
  readonly open: readonly BankInstruction[];
}

/**
 * 回单核对: each receipt belongs to one instruction and agrees with it to the fen. The same receipt again is no
 * fault (statements come twice); two that contradict each other are.
 */
export function matchReceipts(
  instructions: readonly BankInstruction[],
  receipts: readonly BankReceipt[],
  policy: Policy,
): Decision<ReceiptMatch> {
  const findings: Finding[] = [];
  const matched = new Map<string, BankReceipt>();
  for (const receipt of receipts) {
    const finding = receiptFinding(receipt, instructions, matched);
    if (finding) findings.push(finding);
    else matched.set(receipt.endToEndId, receipt);
  }
  const open = instructions.filter((instruction) => !matched.has(instruction.endToEndId));
  return decide({ matched: [...matched.values()], open }, findings, policy.version);
}

function receiptFinding(
  receipt: BankReceipt,
  instructions: readonly BankInstruction[],
  matched: ReadonlyMap<string, BankReceipt>,
): Finding | undefined {
  const field = receipt.endToEndId;
  const instruction = instructions.find((each) => each.endToEndId === receipt.endToEndId);
  if (!instruction) {
    return { code: 'RECEIPT_UNKNOWN', message: `回单 ${field} 对应不到付款指令，请与银行核对`, basis: 'R-60', field };
  }
  if (instruction.amountFen !== receipt.amountFen) {
    const amounts = `指令${formatYuan(instruction.amountFen)}元，回单${formatYuan(receipt.amountFen)}元`;
    return {
      code: 'AMOUNT_MISMATCH',
      message: `回单 ${field} 金额不符（${amounts}），请与银行核对`,
      basis: 'R-60',
      field,
    };
  }
  const earlier = matched.get(receipt.endToEndId);
  if (earlier && earlier.status !== receipt.status) {
    return { code: 'RECEIPT_DUPLICATE', message: `回单 ${field} 前后矛盾，请与银行核对`, basis: 'R-60', field };
  }
  return undefined;
}
