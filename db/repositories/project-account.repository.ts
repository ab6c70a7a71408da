import type { Transaction } from '../transaction.js';

/** What a project came to, counted from its facts. Money in whole fen. */
export interface ProjectAccount {
  readonly households: number;
  /** In effect. */
  readonly agreements: number;
  /** Compensation decisions that were carried out, not withdrawn. */
  readonly decisions: number;
  readonly returned: number;
  readonly objections: number;
  readonly upheld: number;
  /** Reports that their household asked to be appraised again, and those that it took on to the experts. */
  readonly reappraisals: number;
  readonly byExperts: number;
  readonly votes: number;
  readonly lots: number;
  readonly specialProblems: number;
  readonly inspections: number;
  readonly extensions: number;
  readonly converted: boolean;
  /** Households that went into the formal procedure by a conversion. */
  readonly convertedHouseholds: number;
  readonly paymentLists: number;
  readonly refusedLists: number;
  readonly paid: number;
  readonly agreedFen: bigint;
  readonly grantedFen: bigint;
  readonly paidFen: bigint;
  readonly depositedFen: bigint;
  readonly balanceFen: bigint;
  /** Notices that became public, and alarms that were raised, by their kind. */
  readonly notices: Readonly<Record<string, number>>;
  readonly alarms: Readonly<Record<string, number>>;
}

const ACCOUNT = `
  WITH own AS (SELECT id FROM household WHERE project_id = $1),
    lists AS (SELECT list.id FROM payment_list list JOIN payment_round round ON round.id = round_id
      WHERE round.project_id = $1),
    acts AS (SELECT act.verdict, act.case_id FROM case_act act WHERE project_of(act.case_kind, act.case_id) = $1),
    granted AS (SELECT coalesce(due.amount_fen, (issued_report(decision.id)).amount_fen) AS amount_fen FROM decision_outcome outcome
        JOIN compensation_decision decision ON decision.id = outcome.decision_id AND decision.project_id = $1
        LEFT JOIN decision_due due ON due.decision_id = decision.id
      WHERE outcome.outcome <> 'withdrawn'),
    asked AS (SELECT step FROM objection_request request JOIN appraisal_report report ON report.id = request.report_id
      JOIN own ON own.id = report.household_id),
    paid AS (SELECT amount_fen, payee FROM payment_item item JOIN own ON own.id = item.household_id WHERE status = 'paid'),
    effective AS (SELECT agreement.total_fen + CASE WHEN owner_must_sign(agreement) THEN owner_share_fen ELSE 0 END
        AS total_fen FROM agreement JOIN own ON own.id = household_id
        JOIN compensation_calculation calculation ON calculation.id = calculation_id WHERE status = 'effective')
  SELECT (SELECT count(*) FROM own)::int AS households,
    (SELECT count(*) FROM effective)::int AS agreements,
    (SELECT count(*) FROM granted)::int AS decisions,
    (SELECT count(*) FROM acts WHERE verdict = 'returned')::int AS returned,
    (SELECT count(*) FROM objection JOIN own ON own.id = household_id)::int AS objections,
    (SELECT count(*) FROM objection JOIN own ON own.id = household_id WHERE upheld)::int AS upheld,
    (SELECT count(*) FROM asked WHERE step = 'reappraisal')::int AS reappraisals,
    (SELECT count(*) FROM asked WHERE step = 'expert')::int AS "byExperts",
    (SELECT count(*) FROM vote JOIN track ON track.id = track_id WHERE project_id = $1)::int AS votes,
    (SELECT count(*) FROM agency_draw JOIN vote ON vote.id = vote_id JOIN track ON track.id = track_id
      WHERE project_id = $1)::int AS lots,
    (SELECT count(*) FROM review JOIN own ON own.id = household_id)::int AS "specialProblems",
    (SELECT count(*) FROM inspection WHERE project_id = $1)::int AS inspections,
    (SELECT count(*) FROM signing_extension WHERE project_id = $1)::int AS extensions,
    EXISTS (SELECT FROM project_conversion WHERE project_id = $1) AS converted,
    (SELECT count(*) FROM household_conversion JOIN own ON own.id = household_id)::int AS "convertedHouseholds",
    (SELECT count(*) FROM lists)::int AS "paymentLists",
    (SELECT count(*) FROM acts JOIN lists ON lists.id = case_id WHERE verdict = 'refused')::int AS "refusedLists",
    (SELECT count(*) FROM paid WHERE payee = 'household')::int AS paid,
    (SELECT coalesce(sum(total_fen), 0) FROM effective)::bigint AS "agreedFen",
    (SELECT coalesce(sum(amount_fen), 0) FROM granted)::bigint AS "grantedFen",
    (SELECT coalesce(sum(amount_fen), 0) FROM paid)::bigint AS "paidFen",
    (SELECT coalesce(sum(amount_fen), 0) FROM special_account_entry WHERE project_id = $1 AND kind = 'deposit')::bigint
      AS "depositedFen",
    (SELECT balance_fen FROM special_account WHERE project_id = $1) AS "balanceFen",
    (SELECT coalesce(jsonb_object_agg(kind, count), '{}') FROM (SELECT kind, count(*) FROM notice
      WHERE project_id = $1 AND published_at IS NOT NULL GROUP BY kind ORDER BY kind) AS each) AS notices,
    (SELECT coalesce(jsonb_object_agg(kind, count), '{}') FROM (SELECT kind, count(*) FROM alarm
      WHERE project_id = $1 OR case_id = $1 OR case_id IN (SELECT id FROM own)
      GROUP BY kind ORDER BY kind) AS each) AS alarms`;

export const projectAccount = (tx: Transaction, projectId: string): Promise<ProjectAccount> =>
  tx.one<ProjectAccount>(ACCOUNT, [projectId]);

/** What agreements and decisions owe and nobody was paid yet. */
export const unpaidFen = ({ agreedFen, grantedFen, paidFen }: ProjectAccount): bigint =>
  agreedFen + grantedFen - paidFen;

/** Was everything paid that was agreed or decided, to the fen, and do deposits, payments and the rest come even? */
export const isBalanced = (account: ProjectAccount): boolean =>
  unpaidFen(account) === 0n && account.depositedFen === account.paidFen + account.balanceFen;
