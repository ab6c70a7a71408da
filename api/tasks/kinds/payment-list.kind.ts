import type { Transaction } from '../../../db/transaction.js';
import type { TaskCase } from '../../../rules/task-case.js';
import { formatYuan } from '../../../rules/units.js';
import { readPaymentFile } from '../../payment-file.js';
import { nothingToEnter } from './case-kind-work.js';
import type { CaseKindWork, TaskMatter } from './case-kind-work.js';

async function paymentMatter(tx: Transaction, { act, id }: TaskCase): Promise<TaskMatter> {
  const { list, shortfallFen } = await readPaymentFile(tx, id);
  const facts = { kind: 'payment-list', list, shortfallYuan: formatYuan(shortfallFen) } as const;
  if (act === 'make-payment-list') {
    return { facts, entry: 'payment-list-version', entryDone: list.version > 0 && list.status === 'draft' };
  }
  // Whether a payee was put right only the next version shows; the task may be completed once nothing else is left.
  return act === 'correct-payee' ? { facts, entry: 'payee', entryDone: true } : nothingToEnter(facts);
}

export const paymentListKind: CaseKindWork = {
  subjects: `SELECT payment_list.id, number AS title, NULL::uuid AS household_id, project_id
    FROM payment_list JOIN payment_round ON payment_round.id = round_id WHERE payment_list.id = ANY($1)`,
  matching: `SELECT id, id AS process_id FROM payment_list WHERE lower(number) LIKE $1 AND status <> 'settled'`,
  matter: paymentMatter,
};
