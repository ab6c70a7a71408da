import type { Transaction } from '../../db/transaction.js';

/** What a task is about, as the workbench shows it, and what its permission check needs. */
export interface Subject {
  readonly id: string;
  /** What people call the case: case number, notice number or list number. */
  readonly title: string;
  readonly householdId: string | null;
  readonly caseNumber: string | null;
  readonly address: string | null;
  readonly projectName: string;
  readonly policyVersion: string;
  /** Rounds and versions the case is in now; 1 where they do not apply. */
  readonly surveyRound: number;
  readonly negotiationRound: number;
  /** The last round that was negotiated: whose officers sign. */
  readonly negotiatedRound: number;
  readonly agreementVersion: number;
  readonly listVersion: number;
  /** Households whose acts count as well: of an objection, of a payment list (SD9, SD12). */
  readonly relatedIds: readonly string[];
}

/** One question for all cases of a page, of whatever kind. */
const SUBJECTS_SQL = `
  WITH rounds AS (
    SELECT id, survey_round, negotiation_round,
      coalesce((SELECT max(round) FROM negotiation_record WHERE household_id = household.id), 1) AS negotiated,
      coalesce((SELECT max(version) FROM agreement WHERE household_id = household.id AND status <> 'superseded'), 1)
        AS agreement
    FROM household WHERE id = ANY($1)),
  subject AS (
    SELECT household.id, 'household' AS kind, case_number AS title, household.id AS household_id, project_id, 1 AS list
    FROM household WHERE id = ANY($1)
    UNION ALL SELECT id, 'notice', number, NULL, project_id, 1 FROM notice WHERE id = ANY($1)
    UNION ALL SELECT objection.id, 'objection', case_number, household.id, project_id, 1
      FROM objection JOIN household ON household.id = household_id WHERE objection.id = ANY($1)
    UNION ALL SELECT payment_list.id, 'payment-list', number, NULL, project_id, greatest(version, 1)
      FROM payment_list JOIN payment_round ON payment_round.id = round_id WHERE payment_list.id = ANY($1))
  SELECT subject.id, title, household.id AS "householdId", case_number AS "caseNumber", address,
    project.name AS "projectName", policy_version AS "policyVersion",
    coalesce(rounds.survey_round, 1) AS "surveyRound", coalesce(rounds.negotiation_round, 1) AS "negotiationRound",
    coalesce(negotiated, 1) AS "negotiatedRound", coalesce(agreement, 1) AS "agreementVersion", list AS "listVersion",
    ARRAY(SELECT * FROM parent_cases(kind, subject.id)) AS "relatedIds"
  FROM subject JOIN project ON project.id = subject.project_id
  LEFT JOIN household ON household.id = subject.household_id
  LEFT JOIN rounds ON rounds.id = subject.id`;

export async function subjectsOf(tx: Transaction, ids: readonly string[]): Promise<Map<string, Subject>> {
  if (ids.length === 0) return new Map();
  const rows = await tx.query<Subject>(SUBJECTS_SQL, [[...new Set(ids)]]);
  return new Map(rows.map((row) => [row.id, row]));
}
