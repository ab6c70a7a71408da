import type { Database } from '../../db/database.js';
import { entriesOf } from '../../db/repositories/ledger.repository.js';
import { verifyChain } from '../../ledger/chain.js';
import type { ChainHead } from '../../ledger/chain.js';

interface Invariant {
  readonly name: string;
  /** What it rests on. */
  readonly clause: string;
  /** Every row is a breach. */
  readonly breaches: string;
}

/** What never is, whatever anybody did in whichever order. */
export const INVARIANTS: readonly Invariant[] = [
  {
    name: 'nobody has two separated duties of one case, not even where the first was taken back',
    clause: 'SD1, SD2, SD8, SD11',
    breaches: `SELECT later.case_id, separation.clause FROM act_separation separation
      JOIN case_act earlier ON earlier.act = separated_from
      JOIN case_act later ON later.act = separation.act AND later.case_id = earlier.case_id
        AND later.person_id = earlier.person_id AND later.seq > earlier.seq`,
  },
  {
    name: 'nobody acts without the post, on the day',
    clause: 'R-46, R-69',
    breaches: `SELECT case_act.id FROM case_act WHERE act IN (SELECT act FROM act_role) AND NOT EXISTS (
      SELECT FROM act_role JOIN account_role USING (role) WHERE act_role.act = case_act.act AND account_id = person_id
        AND civil_day(acted_at) BETWEEN valid_from AND coalesce(valid_to, 'infinity'))`,
  },
  {
    name: 'nothing is sealed without four reviews of this very text by four persons',
    clause: 'R-37, R-41',
    breaches: `SELECT agreement.id FROM agreement WHERE status IN ('sealed', 'effective') AND (
      SELECT count(DISTINCT act) <> 4 OR count(DISTINCT person_id) <> 4 FROM case_act
      WHERE case_id = household_id AND verdict = 'approved' AND withdrawn_at IS NULL
        AND case_act.content_hash = agreement.content_hash AND act IN ('review-project-supervisor',
          'review-supervision-department', 'review-investment-supervisor', 'approve-agreement'))`,
  },
  {
    name: 'nothing is sealed over an open return',
    clause: 'R-40, R-41',
    breaches: `SELECT agreement.id FROM agreement JOIN case_act ON case_id = household_id
      WHERE status IN ('sealed', 'effective') AND verdict = 'returned' AND withdrawn_at IS NULL
        AND case_act.content_hash = agreement.content_hash AND act <> 'check-before-signing'`,
  },
  {
    name: 'every sealed text bears the household, two officers who negotiated, and the seal of one who reviewed nothing',
    clause: 'R-42',
    breaches: `SELECT agreement.id FROM agreement WHERE status IN ('sealed', 'effective') AND (
      SELECT count(DISTINCT person_id) FILTER (WHERE party = 'officer') <> 2
        OR count(*) FILTER (WHERE party = 'household') <> 1 OR count(*) FILTER (WHERE party = 'seal') <> 1
        OR bool_or(agreement_signature.content_hash <> agreement.content_hash)
      FROM agreement_signature WHERE agreement_id = agreement.id)`,
  },
  {
    name: 'no area is frozen without two certified officers who measured it',
    clause: 'R-23, R-42, SD16',
    breaches: `SELECT determination.id FROM area_determination determination WHERE frozen_at IS NOT NULL AND (
      SELECT count(DISTINCT person_id) < 2 FROM case_act JOIN staff_certificate ON account_id = person_id
        AND civil_day(acted_at) BETWEEN valid_from AND valid_to
      WHERE case_id = determination.household_id AND act = 'survey-area')`,
  },
  {
    name: 'no notice counts before its whole period, and no area is frozen before its notice',
    clause: 'R-21, R-24',
    breaches: `SELECT id FROM notice WHERE kind = 'area-list' AND (ends_at < published_at + make_interval(days => minimum_days)
        OR archived_at < ends_at)
      UNION ALL SELECT determination.id FROM area_determination determination JOIN notice ON notice.id = notice_id
      WHERE frozen_at IS NOT NULL AND (archived_at IS NULL OR frozen_at < ends_at)`,
  },
  {
    name: 'nothing is computed, negotiated or agreed on an area that is not frozen',
    clause: 'R-24',
    breaches: `SELECT id FROM compensation_calculation calculation WHERE NOT EXISTS (SELECT FROM area_determination
        WHERE household_id = calculation.household_id AND frozen_at <= computed_at)
      UNION ALL SELECT id FROM negotiation_record record WHERE NOT EXISTS (SELECT FROM area_determination
        WHERE household_id = record.household_id AND frozen_at <= held_at)`,
  },
  {
    name: 'no order to the bank without sealed and effective agreement, for its amount, to its payee, once',
    clause: 'R-56, R-58, R-60',
    breaches: `SELECT end_to_end_id FROM bank_instruction instruction JOIN payment_item item ON item.id = item_id
        LEFT JOIN agreement ON agreement.id = agreement_id JOIN household ON household.id = item.household_id
      WHERE agreement.id IS NULL OR agreement.status <> 'effective' OR sealed_at IS NULL OR sent_at < effective_at
        OR instruction.amount_fen <> total_fen OR agreement.household_id <> item.household_id
        OR instruction.payee_account <> household.payee_account OR instruction.payee_name <> household.payee_name
      UNION ALL SELECT min(end_to_end_id) FROM bank_receipt JOIN bank_instruction USING (end_to_end_id)
      WHERE bank_receipt.status = 'paid' GROUP BY item_id HAVING count(*) > 1`,
  },
  {
    name: 'no order to the bank without the maker, four levels of this very list and the release, by six persons',
    clause: 'R-59, R-61',
    breaches: `SELECT instruction.end_to_end_id FROM bank_instruction instruction WHERE (
      SELECT count(DISTINCT act) <> 6 OR count(DISTINCT person_id) <> 6 FROM case_act
      WHERE case_id = instruction.list_id AND withdrawn_at IS NULL AND round = instruction.version
        AND verdict IN ('made', 'approved') AND act IN ('make-payment-list', 'approve-payment-1', 'approve-payment-2',
          'approve-payment-3', 'approve-payment-4', 'release-payment'))`,
  },
  {
    name: 'the book balances, no account is below zero, and each is the sum of its movements',
    clause: 'R-56',
    breaches: 'SELECT project_id FROM special_account WHERE NOT book_is_balanced(project_id)',
  },
  {
    name: 'one counted ballot for each certificate',
    clause: 'R-18',
    breaches: `SELECT vote_id FROM ballot_reading WHERE NOT third AND household_id IS NOT NULL
      GROUP BY vote_id, household_id HAVING count(DISTINCT ballot_number) > 1`,
  },
  {
    name: 'every act is an entry of the ledger and every entry an act',
    clause: 'R-46',
    breaches: `WITH acts AS (SELECT case_id::text AS case_id, act, person_id::text AS actor, count(*) AS times
        FROM case_act GROUP BY 1, 2, 3),
      entries AS (SELECT case_id, payload ->> 'act' AS act, actor, count(*) AS times FROM ledger_entry
        WHERE kind = 'act-recorded' AND payload ? 'taskKey' GROUP BY 1, 2, 3)
      SELECT case_id, act, actor, acts.times, entries.times FROM acts FULL JOIN entries USING (case_id, act, actor)
      WHERE acts.times IS DISTINCT FROM entries.times`,
  },
  {
    name: 'every refusal names its clause, and every refusal at a door is an entry',
    clause: 'R-46',
    breaches: `SELECT case_id, seq::text FROM ledger_entry WHERE kind IN ('act-refused', 'reading-refused')
        AND (cardinality(clauses) = 0 OR '' = ANY (clauses))
      UNION ALL SELECT 'doors', (doors - entries)::text FROM (SELECT (SELECT count(*) FROM refusal_at_door) AS doors,
        (SELECT count(*) FROM ledger_entry WHERE payload ? 'door') AS entries) AS counted WHERE doors <> entries`,
  },
  {
    name: 'the counts and sums of the ledger are those of the registers',
    clause: 'R-46, R-60',
    breaches: `SELECT what FROM (VALUES
        ('sealed', (SELECT count(*) FROM agreement WHERE sealed_at IS NOT NULL)::numeric,
          (SELECT count(*) FROM ledger_entry WHERE kind = 'agreement-sealed')::numeric),
        ('prepared', (SELECT count(*) FROM agreement), (SELECT count(*) FROM ledger_entry WHERE kind = 'agreement-prepared')),
        ('sent', (SELECT coalesce(sum(amount_fen), 0) FROM bank_instruction),
          (SELECT coalesce(sum((payload ->> 'totalFen')::numeric), 0) FROM ledger_entry WHERE kind = 'payment-sent'))
      ) AS sums (what, registers, ledger) WHERE registers <> ledger`,
  },
];

const NEVER_LESS = [
  'ledger_entry',
  'case_act',
  'agreement',
  'agreement_signature',
  'document_blob',
  'special_account_entry',
  'special_account_posting',
  'payment_list_item',
  'bank_instruction',
  'bank_receipt',
  'refusal_at_door',
  'notice',
  'household',
  'area_survey',
  'area_determination',
  'negotiation_record',
  'compensation_calculation',
  'task_entry',
] as const;

/** Asks all of it, again and again, remembering how far everything had come the time before. */
export class Watch {
  #heads = new Map<string, ChainHead>();
  #counts = new Map<string, number>();

  constructor(private readonly db: Database) {}

  /** The breaches, in words; none where all holds. */
  async breaches(): Promise<string[]> {
    const found: string[] = [];
    for (const { name, clause, breaches } of INVARIANTS) {
      const rows = await this.db.query(breaches);
      if (rows.length > 0) found.push(`${name} (${clause}): ${JSON.stringify(rows.slice(0, 3))}`);
    }
    return [...found, ...(await this.#chains()), ...(await this.#deleted())];
  }

  async #chains(): Promise<string[]> {
    const cases = await this.db.query<{ caseId: string }>('SELECT DISTINCT case_id AS "caseId" FROM ledger_entry');
    const found: string[] = [];
    const heads = new Map<string, ChainHead>();
    for (const { caseId } of cases) {
      const verdict = verifyChain(
        await this.db.transaction((tx) => entriesOf(tx, caseId)),
        this.#heads.get(caseId) ?? null,
      );
      if (!verdict.ok) found.push(`the chain of ${caseId} does not verify: ${verdict.message}`);
      else if (verdict.head !== null) heads.set(caseId, verdict.head);
    }
    for (const caseId of this.#heads.keys()) if (!heads.has(caseId)) found.push(`the chain of ${caseId} is gone`);
    this.#heads = heads;
    return found;
  }

  async #deleted(): Promise<string[]> {
    const rows = await this.db.query<{ name: string; count: bigint }>(
      NEVER_LESS.map((name) => `SELECT '${name}' AS name, count(*) FROM ${name}`).join(' UNION ALL '),
    );
    const found = rows
      .filter(({ name, count }) => Number(count) < (this.#counts.get(name) ?? 0))
      .map(({ name }) => `something was deleted from ${name}`);
    this.#counts = new Map(rows.map(({ name, count }) => [name, Number(count)]));
    return found;
  }
}
