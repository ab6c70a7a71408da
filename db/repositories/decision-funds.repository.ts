import { checkSpecialAccount } from '../../rules/payment/special-account.js';
import type { LedgerKind } from '../../rules/vocabulary.js';
import { Project } from '../entities/project.entity.js';
import { refusal } from '../errors.js';
import type { Transaction } from '../transaction.js';
import { isHalted } from './compensation-decisions.repository.js';
import { reportOf } from './decision-facts.repository.js';
import { mustFind } from './find.js';
import { appendEntry, SYSTEM_ACTOR } from './ledger.repository.js';
import { policyOfProject } from './policy-book.js';
import { bookEntry, specialAccountBalance } from './special-accounts.repository.js';

/** The decision whose money it is, and the project whose account it lies in. */
interface FundedDecision {
  readonly id: string;
  readonly projectId: string;
}

/** What lies in the special account for this decision alone, in fen. */
export async function reservedFor(tx: Transaction, decisionId: string): Promise<bigint> {
  const { fen } = await tx.one<{ fen: bigint }>('SELECT decision_reserved_fen($1) AS fen', [decisionId]);
  return fen;
}

/** What the account still lacks for a decision as it was reported last, in fen; 0 when it may be issued. */
export async function missingFor(tx: Transaction, { id, projectId }: FundedDecision): Promise<bigint> {
  const report = await reportOf(tx, id);
  if (report === undefined) throw refusal('PAPER_MISSING', '没有补偿决定报告，不能核对专户资金', 'R-6');
  const project = await mustFind(tx, Project, { id: projectId });
  const balance = await specialAccountBalance(tx, projectId);
  const toReserve = report.amountFen - (await reservedFor(tx, id));
  return checkSpecialAccount(balance, toReserve, await policyOfProject(tx, project)).value.missingFen;
}

/**
 * Lets the money of a decision lie ready before it is issued (征收与补偿条例 art 28): the amount of its last report, and
 * what an earlier report had reserved beyond it goes back. While the expropriation is halted nothing is reserved, and the
 * decision waits as for its money. Asked again it books nothing more.
 */
export async function reserveForDecision(
  tx: Transaction,
  decision: FundedDecision,
): Promise<{ fundsReserved: boolean }> {
  const { id, projectId } = decision;
  await tx.query('SELECT FROM special_account WHERE project_id = $1 FOR UPDATE', [projectId]);
  const report = await reportOf(tx, id);
  const waits = report === undefined || (await isHalted(tx, id)) || (await missingFor(tx, decision)) > 0n;
  if (waits) return { fundsReserved: false };
  await setReserved(tx, decision, report.amountFen, report.entryId);
  return { fundsReserved: true };
}

/** Gives free what a decision has reserved beyond what it still owes: all of it once it was withdrawn. */
export const keepReserved = (tx: Transaction, decision: FundedDecision, owedFen: bigint): Promise<void> =>
  setReserved(tx, decision, owedFen, 'end');

async function setReserved(
  tx: Transaction,
  { id, projectId }: FundedDecision,
  amountFen: bigint,
  occasion: string,
): Promise<void> {
  const change = amountFen - (await reservedFor(tx, id));
  if (change === 0n) return;
  const [kind, ledgerKind]: ['reservation' | 'return', LedgerKind] =
    change > 0n ? ['reservation', 'funds-reserved'] : ['return', 'funds-freed'];
  const moved = change > 0n ? change : -change;
  await bookEntry(tx, projectId, kind, moved, `${kind}:decision:${id}:${occasion}`, id);
  const payload = { decisionId: id, amountFen: moved };
  for (const caseId of [id, projectId]) {
    await appendEntry(tx, { caseId, kind: ledgerKind, actorId: SYSTEM_ACTOR, clauses: ['R-56'], payload });
  }
}
