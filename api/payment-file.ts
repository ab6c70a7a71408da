import type { PaymentList } from '../db/entities/payment.entity.js';
import { actsOfCase } from '../db/repositories/case-acts.repository.js';
import type { RecordedAct } from '../db/repositories/case-acts.repository.js';
import { getPaymentList } from '../db/repositories/payment-lists.repository.js';
import type { ListedItem } from '../db/repositories/payment-lists.repository.js';
import { registeredProject } from '../db/repositories/projects.repository.js';
import { specialAccountBalance } from '../db/repositories/special-accounts.repository.js';
import type { Transaction } from '../db/transaction.js';
import { totalOf } from '../rules/payment/compose-list.js';
import { formatYuan } from '../rules/units.js';
import { labelOf } from '../rules/vocabulary.js';
import type * as contract from './contract/index.js';
import { actRecordOf } from './present/agreement.js';
import { maskAccount } from './present/mask.js';
import { People } from './present/people.js';

const itemOf = ({ itemId, amountFen, payeeAccount, reason, ...row }: ListedItem): contract.PaymentItem => ({
  id: itemId,
  householdId: row.householdId,
  caseNumber: row.caseNumber,
  holderName: row.holderName,
  claimNumber: row.claimNumber,
  amountYuan: formatYuan(amountFen),
  payeeName: row.payeeName,
  payeeAccountMasked: maskAccount(payeeAccount),
  status: row.status,
  statusLabel: labelOf('paymentItemStatus', row.status),
  failureReason: reason,
});

/** A list that has been made but not yet looked at by the first level is still a draft for the register. */
function statusLabelOf({ status, version }: PaymentList, acts: readonly RecordedAct[]): string {
  const made = acts.some((done) => done.act === 'make-payment-list' && done.round === version && !done.withdrawn);
  return status === 'draft' && made ? '已编制，待一级审核' : labelOf('paymentListStatus', status);
}

export interface PaymentFile {
  readonly list: contract.PaymentList;
  /** What the special account lacks to pay what is still unpaid of this list, in fen; 0 when it suffices. */
  readonly shortfallFen: bigint;
}

/** A disbursement list with its lines, the acts on it and the balance it is paid from. */
export async function readPaymentFile(tx: Transaction, listId: string): Promise<PaymentFile> {
  const { list, round, projectId, items } = await getPaymentList(tx, listId);
  const project = await registeredProject(tx, projectId);
  const acts = await actsOfCase(tx, listId);
  const people = await People.of(
    tx,
    acts.map(({ personId }) => personId),
  );
  const balance = await specialAccountBalance(tx, projectId);
  const unpaid = items.filter(({ status }) => status !== 'paid' && status !== 'sent');
  const due = totalOf(unpaid);
  // What a decision owes was reserved for it before it was issued.
  const fromBalance = totalOf(unpaid.filter(({ reserved }) => !reserved));
  return {
    shortfallFen: fromBalance > balance ? fromBalance - balance : 0n,
    list: {
      id: list.id,
      roundId: round.id,
      projectId,
      projectName: project.name,
      version: list.version,
      number: list.number,
      totalYuan: formatYuan(list.version === 0 ? due : list.totalFen),
      listHash: list.listHash,
      status: list.status,
      statusLabel: statusLabelOf(list, acts),
      dueOn: round.dueOn,
      accountBalanceYuan: formatYuan(balance),
      items: items.map(itemOf),
      acts: acts.map(actRecordOf(people)),
    },
  };
}
