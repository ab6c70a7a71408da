import { paymentDates } from '../../rules/payment/due-date.js';
import type { PaymentDates } from '../../rules/payment/due-date.js';
import { Project } from '../entities/project.entity.js';
import { refusal } from '../errors.js';
import { holidayCalendar } from '../holidays.js';
import type { Transaction } from '../transaction.js';
import { mustLock } from './find.js';
import { setStage } from './households.repository.js';
import { appendEntries, SYSTEM_ACTOR } from './ledger.repository.js';
import { emit } from './outbox.repository.js';
import { roundFor } from './payment-rounds.repository.js';
import { policyOfProject } from './policy-book.js';

interface MadeEffective {
  readonly agreementId: string;
  readonly householdId: string;
  readonly totalFen: bigint;
}

/**
 * Makes every sealed agreement of a project effective once the rate is reached (市政府令第71号 art 21), with what is
 * due from it: payment items, their round and its empty list. Asked again it finds none left.
 */
export async function makeAgreementsEffective(tx: Transaction, projectId: string): Promise<{ effectiveCount: number }> {
  const project = await mustLock(tx, Project, { id: projectId });
  if (project.rateReachedAt === null) {
    throw refusal('RATE_NOT_REACHED', '签约率未达到生效比例，协议暂不生效', '市政府令第71号第21条');
  }
  const sealed = await tx.query<{ id: string }>(
    `SELECT agreement.id FROM agreement JOIN household ON household.id = household_id
     WHERE project_id = $1 AND agreement.status = 'sealed' ORDER BY case_number`,
    [projectId],
  );
  return makeEffective(
    tx,
    project,
    sealed.map(({ id }) => id),
  );
}

/** The same for some agreements of a project whose rate is reached; the caller holds the project's lock. */
export async function makeEffective(
  tx: Transaction,
  project: Project,
  agreementIds: readonly string[],
): Promise<{ effectiveCount: number }> {
  const policy = await policyOfProject(tx, project);
  const dates = paymentDates(await tx.today(), null, holidayCalendar, policy);
  const made = await tx.change<MadeEffective>(
    `UPDATE agreement SET status = 'effective', effective_at = app_now(), due_on = $2
     WHERE id = ANY($1) AND status = 'sealed'
     RETURNING id AS "agreementId", household_id AS "householdId", total_fen AS "totalFen"`,
    [agreementIds, dates.dueOn],
  );
  if (made.length === 0) return { effectiveCount: 0 };
  await addToRound(tx, project, dates, made);
  await setStage(
    tx,
    made.map(({ householdId }) => householdId),
    'effective',
  );
  await emit(
    tx,
    made.map(({ agreementId, householdId }) => ({
      name: 'agreement-effective',
      correlationKey: householdId,
      variables: { projectId: project.id, householdId, agreementId, dueOn: dates.dueOn },
    })),
  );
  await appendEntries(
    tx,
    made.map(({ agreementId, householdId, totalFen }) => ({
      caseId: householdId,
      kind: 'agreement-effective',
      actorId: SYSTEM_ACTOR,
      clauses: ['R-57'],
      payload: { agreementId, totalFen, dueOn: dates.dueOn },
    })),
  );
  return { effectiveCount: made.length };
}

async function addToRound(
  tx: Transaction,
  project: Project,
  dates: PaymentDates,
  made: readonly MadeEffective[],
): Promise<void> {
  const roundId = await roundFor(tx, project, dates);
  await tx.query(
    `INSERT INTO payment_item (household_id, agreement_id, round_id, payee, amount_fen, payee_name, payee_account)
     SELECT household.id, agreement.id, $1::uuid, 'household', agreement.total_fen, payee_name, payee_account
     FROM agreement JOIN household ON household.id = household_id
     WHERE agreement.id = ANY($2) AND agreement.total_fen > 0
     UNION ALL
     SELECT agreement.household_id, agreement.id, $1, 'owner', owner_share_fen, owner.payee_name, owner.payee_account
     FROM agreement JOIN compensation_calculation calculation ON calculation.id = calculation_id
       JOIN house_owner owner ON owner.household_id = agreement.household_id
     WHERE agreement.id = ANY($2) AND owner_share_fen IS NOT NULL`,
    [roundId, made.map(({ agreementId }) => agreementId)],
  );
}
