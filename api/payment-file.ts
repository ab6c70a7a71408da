import type { PaymentList } from '../db/entities/payment.entity.js';
import { actsOfCase } from '../db/repositories/case-acts.repository.js';
import type { RecordedAct } from '../db/repositories/case-acts.repository.js';
import { getPaymentList } from '../db/repositories/payment-lists.repository.js';
import type { ListedItem } from '../db/repositories/payment-lists.repository.js';
import { registeredProject } from '../db/repositories/projects.repository.js';
import { specialAccountBalance } from '../db/repositories/special-accounts.repository.js';
import type { Transaction } from '../db/transaction.js';
import { formatYuan } from '../rules/units.js';
import { labelOf } from '../rules/vocabulary.js';
import type * as contract from './contract/index.js';
import { actRecordOf } from './present/agreement.js';
import { maskAccount } from './present/mask.js';
import { People } from './present/people.js';

const itemOf =
  (agreements: ReadonlyMap<string, string>) =>
  ({ itemId, amountFen, payeeAccount, reason, ...row }: ListedItem): contract.PaymentItem => ({
    ...row,
    id: itemId,
    agreementNumber: agreements.get(itemId) ?? '—',
    amountYuan: formatYuan(amountFen),
    payeeAccountMasked: maskAccount(payeeAccount),
    statusLabel: labelOf('paymentItemStatus', row.status),
    failureReason: reason,
  });

/** Number of the agreement that each payment is due from. */
async function agreementNumbers(tx: Transaction, itemIds: readonly string[]): Promise<Map<string, string>> {
  const rows = await tx.query<{ id: string; number: string }>(
    `SELECT payment_item.id, agreement.number FROM payment_item JOIN agreement ON agreement.id = agreement_id
     WHERE payment_item.id = ANY($1)`,
    [itemIds],
  );
  return new Map(rows.map(({ id, number }) => [id, number]));
}

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
  const agreements = await agreementNumbers(
    tx,
    items.map(({ itemId }) => itemId),
  );
  const balance = await specialAccountBalance(tx, projectId);
  const due = items
    .filter(({ status }) => status !== 'paid' && status !== 'sent')
    .reduce((sum, { amountFen }) => sum + amountFen, 0n);
  return {
    shortfallFen: due > balance ? due - balance : 0n,
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
      items: items.map(itemOf(agreements)),
      acts: acts.map(actRecordOf(people)),
    },
  };
}
