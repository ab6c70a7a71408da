import { addDays, endOfDay, shanghaiDateOf } from '../../rules/dates.js';
import type { PaymentDates } from '../../rules/payment/due-date.js';
import type { Project } from '../entities/project.entity.js';
import type { Transaction } from '../transaction.js';
import { emit } from './outbox.repository.js';

/** Money due on one day is paid in one round, as long as its list has not been made; otherwise the next is opened. */
export async function roundFor(tx: Transaction, project: Project, dates: PaymentDates): Promise<string> {
  return (await openRoundOn(tx, project.id, dates.dueOn)) ?? (await openRound(tx, project, dates));
}

async function openRoundOn(tx: Transaction, projectId: string, dueOn: string): Promise<string | undefined> {
  const row = await tx.maybeOne<{ id: string }>(
    `SELECT round.id FROM payment_round round JOIN payment_list list ON list.round_id = round.id
     WHERE project_id = $1 AND due_on = $2 AND list.version = 0 LIMIT 1 FOR UPDATE OF list`,
    [projectId, dueOn],
  );
  return row?.id;
}

async function openRound(tx: Transaction, project: Project, { dueOn, prepareOn }: PaymentDates): Promise<string> {
  const now = await tx.now();
  // The list is prepared from the morning of its day on, and overdue when the due day is over.
  const morning = `${addDays(prepareOn, -1)}T22:00:00.000Z`;
  const prepareAt = prepareOn === shanghaiDateOf(now) && morning > now ? now : morning;
  const dueAt = endOfDay(dueOn);
  const round = await tx.one<{ id: string; prepareAt: string; dueAt: string }>(
    `INSERT INTO payment_round (project_id, due_on, prepare_at, due_at) VALUES ($1, $2, $3, $4)
     RETURNING id, prepare_at AS "prepareAt", due_at AS "dueAt"`,
    [project.id, dueOn, prepareAt, dueAt],
  );
  const list = await tx.one<{ id: string }>(
    `INSERT INTO payment_list (round_id, number)
     SELECT $1, $2 || '-付-' || lpad((count(*) + 1)::text, 3, '0') FROM payment_list
       JOIN payment_round ON payment_round.id = round_id WHERE project_id = $3 RETURNING id`,
    [round.id, project.code, project.id],
  );
  await emit(tx, [
    {
      name: 'payment-round-opened',
      correlationKey: round.id,
      variables: {
        projectId: project.id,
        roundId: round.id,
        listId: list.id,
        prepareAt: round.prepareAt,
        dueAt: round.dueAt,
      },
    },
  ]);
  return round.id;
}
