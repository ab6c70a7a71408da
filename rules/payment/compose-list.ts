import { decide } from '../decision.js';
import type { Decision, Finding } from '../decision.js';
import type { Policy } from '../policy/policies.js';
import type { PaymentItemStatus } from '../vocabulary/statuses.js';

/** What money is owed from: an agreement, or a compensation decision that was carried out. Money in fen. */
export interface PaymentClaim {
  readonly kind: 'agreement' | 'decision';
  readonly id: string;
  /** The household, or the owner of the house that it rents: each is paid once from the same agreement. */
  readonly payee: 'household' | 'owner';
  /** Sealed and effective, or fulfilled or enforced: the money may be asked for. */
  readonly due: boolean;
  readonly totalFen: bigint;
}

/** One sum owed to one household; money in fen. */
export interface PaymentCandidate {
  readonly itemId: string;
  readonly householdNumber: string;
  readonly claim: PaymentClaim;
  readonly amountFen: bigint;
  readonly holderName: string;
  readonly payeeName: string;
  readonly payeeAccount: string;
  /** A notarised family agreement or court paper names this payee. */
  readonly payeeAuthorised: boolean;
  readonly status: PaymentItemStatus;
}

export interface PaymentListContent {
  readonly itemIds: readonly string[];
  readonly totalFen: bigint;
}

const NOT_DUE = {
  agreement: '协议未盖章或未生效，请移出清单',
  decision: '补偿决定未履行或未执行，请移出清单',
} as const;

/**
 * 发放清单: only sealed and effective agreements and decisions that were carried out, the full amount to the party, each
 * item once (R-58, 3.13). All faults of all items are named; a list with a fault is not made.
 */
export function composePaymentList(
  candidates: readonly PaymentCandidate[],
  policy: Policy,
): Decision<PaymentListContent> {
  const findings = candidates.flatMap((candidate, index) => candidateFindings(candidate, index, candidates));
  if (candidates.length === 0) {
    findings.push({ code: 'LIST_EMPTY', message: '没有到期待付的款项，不需编制清单', basis: 'R-58' });
  }
  const content = { itemIds: candidates.map((each) => each.itemId), totalFen: totalOf(candidates) };
  return decide(content, findings, policy.version);
}

export function totalOf(items: readonly { readonly amountFen: bigint }[]): bigint {
  return items.reduce((sum, { amountFen }) => sum + amountFen, 0n);
}

/** The sum on a list is the sum of its items, to the fen. */
export function listTotalFindings(statedFen: bigint, items: readonly { readonly amountFen: bigint }[]): Finding[] {
  if (statedFen === totalOf(items)) return [];
  return [{ code: 'AMOUNT_MISMATCH', message: '清单合计与各项之和不符，请重新编制清单', basis: 'R-58' }];
}

function candidateFindings(item: PaymentCandidate, index: number, all: readonly PaymentCandidate[]): Finding[] {
  const of = (code: Finding['code'], message: string, basis: string): Finding => ({
    code,
    message: `${item.householdNumber}：${message}`,
    basis,
    field: item.itemId,
  });
  const findings: Finding[] = [];
  const { claim } = item;
  if (!claim.due) findings.push(of('AGREEMENT_NOT_PAYABLE', NOT_DUE[claim.kind], 'R-58、R-41'));
  if (item.payeeName.trim() !== item.holderName.trim() && !item.payeeAuthorised) {
    findings.push(of('PAYEE_MISMATCH', '收款人不是协议当事人，请更正或补交公证协议、法院文书', 'R-58'));
  }
  if (item.payeeAccount.trim() === '') {
    findings.push(of('FIELD_MISSING', '没有收款账号，请补充收款账户证明', 'R-58'));
  }
  if (item.amountFen <= 0n || item.amountFen !== claim.totalFen) {
    findings.push(of('AMOUNT_MISMATCH', '应付金额与协议或决定的金额不符，请查明后重新编制', 'R-55'));
  }
  if (item.status !== 'due' && item.status !== 'failed') {
    findings.push(of('ITEM_LISTED_TWICE', '该款项已列入其他清单或已付，请移出', 'R-58'));
  }
  const before = all.slice(0, index);
  if (
    before.some(
      (other) => other.itemId === item.itemId || (other.claim.id === claim.id && other.claim.payee === claim.payee),
    )
  ) {
    findings.push(of('ITEM_LISTED_TWICE', '同一协议或决定重复列入，请删去一项', 'R-58'));
  }
  return findings;
}
