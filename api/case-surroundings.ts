import type { Project } from '../db/entities/project.entity.js';
import type { Transaction } from '../db/transaction.js';
import type { LedgerEntry } from '../ledger/entry.js';
import { errorLabel } from '../rules/error-codes.js';
import { formatYuan } from '../rules/units.js';
import { labelOf } from '../rules/vocabulary.js';
import type { PaymentItemStatus } from '../rules/vocabulary/statuses.js';
import type * as contract from './contract/index.js';
import { People } from './present/people.js';

/** The project a case belongs to, as the case page names it. */
export const projectOf = ({ id, code, name, mode, signingEndsAt }: Project): contract.CaseView['project'] => ({
  id,
  code,
  name,
  modeLabel: labelOf('mode', mode),
  signingEndsAt,
});

interface PaymentRow {
  readonly id: string;
  readonly amountFen: bigint;
  readonly status: PaymentItemStatus;
  readonly listNumber: string | null;
  readonly dueOn: string;
  readonly paidAt: string | null;
}

/** What is due and paid to one household. */
export async function paymentsTo(
  tx: Transaction,
  householdId: string,
  payees: readonly string[] = ['household'],
): Promise<contract.HouseholdPayment[]> {
  const rows = await tx.query<PaymentRow>(
    `SELECT payment_item.id, payment_item.amount_fen AS "amountFen", payment_item.status,
       payment_list.number AS "listNumber", due_on AS "dueOn",
       (SELECT max(received_at) FROM bank_receipt JOIN bank_instruction USING (end_to_end_id)
        WHERE item_id = payment_item.id AND result_of(end_to_end_id, bank_receipt.status) = 'paid') AS "paidAt"
     FROM payment_item JOIN payment_round ON payment_round.id = round_id
     LEFT JOIN payment_list ON payment_list.round_id = payment_round.id AND payment_item.status <> 'due'
     WHERE household_id = $1 AND payee = ANY($2) ORDER BY due_on, payee`,
    [householdId, payees],
  );
  return rows.map(({ amountFen, ...row }) => ({
    ...row,
    amountYuan: formatYuan(amountFen),
    statusLabel: labelOf('paymentItemStatus', row.status),
  }));
}

/** Who acted, in words: a person, the household itself or the application. */
function actorName(actor: string, people: People): string {
  if (actor === 'system') return '系统';
  if (actor.startsWith('owner:')) return '产权人';
  return actor.startsWith('household:') ? '被征收户' : people.nameOf(actor);
}

/** Entries about an act carry its name, refusals the codes of what stood in the way. */
const actLabelOf = ({ payload }: LedgerEntry): string | null =>
  typeof payload['act'] === 'string' ? labelOf('act', payload['act']) : null;

function reasonsOf({ payload }: LedgerEntry): string[] {
  const codes = Array.isArray(payload['codes']) ? payload['codes'] : [];
  return codes.filter((code) => typeof code === 'string').map(errorLabel);
}

const ACCOUNT_ID = /^[0-9a-f]{8}-[0-9a-f-]{27}$/;

/** The ledger of a case in words, oldest first. */
export async function ledgerOf(tx: Transaction, entries: readonly LedgerEntry[]): Promise<contract.LedgerRecord[]> {
  const actors = entries.map(({ actorId }) => (ACCOUNT_ID.test(actorId) ? actorId : null));
  const people = await People.of(tx, actors);
  return entries.map((entry) => ({
    seq: entry.seq,
    kind: entry.kind,
    kindLabel: labelOf('ledgerKind', entry.kind),
    actLabel: actLabelOf(entry),
    reasons: reasonsOf(entry),
    actorName: actorName(entry.actorId, people),
    at: entry.at,
    clauses: [...entry.clauses],
    hash: entry.hash,
  }));
}
