import { endOfDay } from '../../rules/dates.js';
import { organisationToTell, rolesOfBody } from '../../rules/meeting/next-organisation.js';
import { organisationTerms } from '../../rules/vocabulary/people.js';
import type { OrganisationKind } from '../../rules/vocabulary/people.js';
import { NotFoundError } from '../errors.js';
import type { Transaction } from '../transaction.js';
import { raiseAlarm } from './alarms.repository.js';
import { listCatchUp } from './catch-up-list.repository.js';
import { appendEntry, SYSTEM_ACTOR } from './ledger.repository.js';
import { getDecision, minutesOf } from './minutes.repository.js';

/**
 * Makes confirmed minutes count: the readings bind all departments from their day on, the agreements they touch
 * are listed, the decisions are handed out to be tracked.
 */
export async function adoptMinutes(
  tx: Transaction,
  meetingId: string,
): Promise<{ decisions: { decisionId: string; dueAt: string }[]; catchUpCount: number }> {
  const minutes = await minutesOf(tx, meetingId);
  if (!minutes) throw new NotFoundError('meeting_minutes', meetingId);
  for (const { id, validFrom, parameter, projectId } of minutes.interpretations) {
    const payload = { interpretationId: id, validFrom, parameter, projectId };
    await appendEntry(tx, {
      caseId: meetingId,
      kind: 'interpretation-adopted',
      actorId: SYSTEM_ACTOR,
      clauses: ['R-26', 'R-29'],
      payload,
    });
  }
  const catchUpCount = await listCatchUp(tx, meetingId);
  const decisions = minutes.decisions.map(({ id, dueOn }) => ({ decisionId: id, dueAt: endOfDay(dueOn) }));
  return { decisions, catchUpCount };
}

/** Tells the body above the owner's that a decision is overdue; each further alarm one body higher. */
export async function escalateDecision(tx: Transaction, decisionId: string): Promise<{ escalated: boolean }> {
  const { text, ownerId, dueOn } = await getDecision(tx, decisionId);
  await tx.lock(`case:${decisionId}`);
  const { kind, name } = await tx.one<{ kind: OrganisationKind; name: string }>(
    'SELECT kind, organisation.name FROM account JOIN organisation ON organisation.id = organisation_id WHERE account.id = $1',
    [ownerId],
  );
  const { count } = await tx.one<{ count: number }>(
    `SELECT count(*)::int AS count FROM alarm WHERE case_id = $1 AND kind = 'decision-overdue'`,
    [decisionId],
  );
  const told = organisationToTell(kind, count + 1);
  await raiseAlarm(tx, {
    kind: 'decision-overdue',
    caseId: decisionId,
    step: `level ${String(count + 1)}`,
    dueAt: endOfDay(dueOn),
    text: `${name}逾期未办议定事项“${text}”（应于 ${dueOn} 办结），请${organisationTerms[told].label}督办`,
    roles: rolesOfBody(told),
    personId: ownerId,
    clauses: ['R-28', 'R-53'],
  });
  return { escalated: true };
}
