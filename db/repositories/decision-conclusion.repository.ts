import { dueByDecision } from '../../rules/expropriation/decided-due.js';
import type { DecidedDue } from '../../rules/expropriation/decided-due.js';
import { paymentDates } from '../../rules/payment/due-date.js';
import type { CompensationChoice } from '../../rules/vocabulary/cases.js';
import { Project } from '../entities/project.entity.js';
import { refusal } from '../errors.js';
import { holidayCalendar } from '../holidays.js';
import type { Transaction } from '../transaction.js';
import { getDecision, hasSealedAgreement } from './compensation-decisions.repository.js';
import type { CompensationDecision } from './compensation-decisions.repository.js';
import { choiceOf } from './decision-facts.repository.js';
import { keepReserved } from './decision-funds.repository.js';
import { mustFind } from './find.js';
import { setStage } from './households.repository.js';
import { appendEntry, SYSTEM_ACTOR } from './ledger.repository.js';
import { emit } from './outbox.repository.js';
import { roundFor } from './payment-rounds.repository.js';
import { policyOfProject } from './policy-book.js';

export type Outcome = 'fulfilled' | 'enforced' | 'withdrawn';

/** How a decision ended, and what it owed in the end. Money in fen. */
export interface Settled extends DecidedDue {
  readonly outcome: Outcome;
  readonly choice: CompensationChoice;
}

/**
 * Ends the case of a decision that was carried out: settles what the household took, frees what is not owed, and puts what
 * is owed on the next list. Its own case is told, which waits for the money and the handover of the house. One that has
 * signed meanwhile is paid by its agreement: the decision is withdrawn.
 */
export async function concludeDecision(tx: Transaction, decisionId: string): Promise<{ outcome: Outcome }> {
  const decision = await getDecision(tx, decisionId);
  const { projectId, householdId } = decision;
  if (await hasSealedAgreement(tx, householdId)) return withdrawDecision(tx, decisionId);
  const { word } = await tx.one<{ word: string | null }>(
    `SELECT last_verdict($1, ARRAY['confirm-remedies', 'apply-to-court', 'record-court-ruling']) AS word`,
    [decisionId],
  );
  const outcome = word === 'enforced' ? 'enforced' : 'fulfilled';
  await recordOutcome(tx, decisionId, outcome);
  const { dueFen } = await settle(tx, decision);
  const variables = { projectId, householdId, outcome, paymentDue: dueFen > 0n };
  await emit(tx, [{ name: 'decision-concluded', correlationKey: householdId, variables }]);
  return { outcome };
}

/** What the household took, what is owed for it, and the round that pays it. */
async function settle(tx: Transaction, decision: CompensationDecision): Promise<DecidedDue> {
  const { id, projectId, householdId } = decision;
  const chosen = await choiceOf(tx, id);
  if (chosen === undefined) throw refusal('FIELD_MISSING', '尚未登记该户选择的补偿方式', '征收与补偿条例第21条');
  const offered = await tx.one<{ amountFen: bigint; exchangeValueFen: bigint }>(
    `SELECT amount_fen AS "amountFen", exchange_value_fen AS "exchangeValueFen" FROM issued_report($1)`,
    [id],
  );
  const due = dueByDecision(offered, chosen.choice);
  await tx.query(
    'INSERT INTO decision_due (decision_id, choice, amount_fen, from_household_fen) VALUES ($1, $2, $3, $4)',
    [id, chosen.choice, due.dueFen, due.fromHouseholdFen],
  );
  await keepReserved(tx, decision, due.dueFen);
  if (due.dueFen > 0n) await addItem(tx, await mustFind(tx, Project, { id: projectId }), id);
  else await setStage(tx, [householdId], 'paid');
  return due;
}

async function addItem(tx: Transaction, project: Project, decisionId: string): Promise<void> {
  const dates = paymentDates(await tx.today(), null, holidayCalendar, await policyOfProject(tx, project));
  const roundId = await roundFor(tx, project, dates);
  await tx.query(
    `INSERT INTO payment_item (household_id, decision_id, round_id, amount_fen, payee_name, payee_account)
     SELECT household.id, decision.id, $2, due.amount_fen, payee_name, payee_account
     FROM compensation_decision decision JOIN decision_due due ON due.decision_id = decision.id
       JOIN household ON household.id = decision.household_id WHERE decision.id = $1`,
    [decisionId, roundId],
  );
}

/** The household has signed after all: nothing is decided or enforced any more, and the money is free. Once. */
export async function withdrawDecision(tx: Transaction, decisionId: string): Promise<{ outcome: Outcome }> {
  const decision = await getDecision(tx, decisionId);
  const ended = await tx.query('SELECT FROM decision_outcome WHERE decision_id = $1', [decisionId]);
  if (ended.length === 0) {
    await recordOutcome(tx, decisionId, 'withdrawn');
    await keepReserved(tx, decision, 0n);
  }
  return { outcome: 'withdrawn' };
}

/** What a decision came to; undefined while it is under way, and for one that was withdrawn. */
export async function settledOf(tx: Transaction, decisionId: string): Promise<Settled | undefined> {
  return tx.maybeOne<Settled>(
    `SELECT outcome, choice, amount_fen AS "dueFen", from_household_fen AS "fromHouseholdFen"
     FROM decision_due JOIN decision_outcome USING (decision_id) WHERE decision_id = $1`,
    [decisionId],
  );
}

async function recordOutcome(tx: Transaction, decisionId: string, outcome: Outcome): Promise<void> {
  await tx.query('INSERT INTO decision_outcome (decision_id, outcome) VALUES ($1, $2)', [decisionId, outcome]);
  const payload = { outcome };
  await appendEntry(tx, {
    caseId: decisionId,
    kind: 'decision-concluded',
    actorId: SYSTEM_ACTOR,
    clauses: ['R-5'],
    payload,
  });
}
