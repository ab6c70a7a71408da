import type { Role } from '../../rules/acts.js';
import type { IsoInstant } from '../../rules/dates.js';
import type { AlarmKind } from '../../rules/vocabulary/alarms.js';
import { hashOfText } from '../content-hash.js';
import type { Transaction } from '../transaction.js';
import { appendEntry, SYSTEM_ACTOR } from './ledger.repository.js';

export interface NewAlarm {
  readonly kind: AlarmKind;
  readonly caseId: string;
  /** Which step or part of the case, where several may be due at once. */
  readonly step?: string;
  /** The instant that was or will be missed; left out: now. */
  readonly dueAt?: IsoInstant;
  /** Chinese, for people: what is due and what to do. */
  readonly text: string;
  /** Posts that it concerns. */
  readonly roles: readonly Role[];
  /** One person that it concerns besides. */
  readonly personId?: string | null;
  /** Firms and towns see only alarms of their own projects and those of none. */
  readonly projectId?: string | null;
  readonly clauses: readonly string[];
}

/** Raises an alarm, once for each kind, case, step and due instant, with its ledger entry. Answers whether it is new. */
export async function raiseAlarm(tx: Transaction, alarm: NewAlarm): Promise<boolean> {
  const { kind, caseId, step = '', text, roles, clauses } = alarm;
  const dueAt = alarm.dueAt ?? (await tx.now());
  const raised = await tx.query(
    `INSERT INTO alarm (kind, case_id, step, due_at, text, roles, person_id, project_id)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT ON CONSTRAINT alarm_once DO NOTHING RETURNING id`,
    [kind, caseId, step, dueAt, text, roles, alarm.personId ?? null, alarm.projectId ?? null],
  );
  if (raised.length === 0) return false;
  // The ledger takes no words: what the alarm says stands in the alarm, its hash here.
  const payload = { alarm: kind, dueAt, textHash: hashOfText(text) };
  await appendEntry(tx, { caseId, kind: 'alarm-raised', actorId: SYSTEM_ACTOR, clauses, payload });
  return true;
}

/** Settles what stands of a case. */
export async function settleAlarms(tx: Transaction, caseId: string): Promise<void> {
  await tx.query('UPDATE alarm SET settled_at = app_now() WHERE case_id = $1 AND settled_at IS NULL', [caseId]);
}

export interface StandingAlarm {
  readonly id: string;
  readonly kind: AlarmKind;
  readonly text: string;
  readonly dueAt: IsoInstant;
  readonly raisedAt: IsoInstant;
  readonly overdue: boolean;
  readonly projectId: string | null;
  readonly projectName: string | null;
}

/** Alarms that concern a person: by post or by name; a firm or a town only those of its own projects. Most urgent first. */
export async function alarmsFor(
  tx: Transaction,
  { accountId, roles }: { readonly accountId: string; readonly roles: readonly Role[] },
  limit: number,
): Promise<StandingAlarm[]> {
  return tx.query<StandingAlarm>(
    `SELECT alarm.id, alarm.kind, text, due_at AS "dueAt", raised_at AS "raisedAt", due_at < app_now() AS overdue,
       alarm.project_id AS "projectId", project.name AS "projectName"
     FROM alarm_standing alarm LEFT JOIN project ON project.id = alarm.project_id
     WHERE person_id = $1 OR (roles && $2::text[] AND (alarm.project_id IS NULL OR NOT EXISTS (
       SELECT FROM account JOIN organisation own ON own.id = account.organisation_id
       WHERE account.id = $1 AND own.kind IN ('firm', 'town')
         AND own.id NOT IN (project.firm_organisation_id, project.town_organisation_id))))
     ORDER BY due_at, alarm.id LIMIT $3`,
    [accountId, roles, limit],
  );
}
