import type { OpinionsOutcome } from '../../rules/plan/opinions.js';
import { assessOpinions } from '../../rules/plan/opinions.js';
import type { Willingness } from '../../rules/plan/willingness.js';
import { assessWillingness } from '../../rules/plan/willingness.js';
import { BusinessError, refusal } from '../errors.js';
import type { Transaction } from '../transaction.js';
import { planTrack } from './plans.repository.js';

/** Source of an opinion that the household filed itself. */
const FILED_ONLINE = '住户在平台提交';

interface OfTrack {
  readonly entryId: string;
  readonly trackId: string;
}

/** A count of the first consultation: units of the project, and how many agree. */
export interface WillingnessCount {
  readonly units: number;
  readonly agreeing: number;
  readonly countedOn: string;
  /** Who watched opening and count. */
  readonly witness: string;
}

/** One opinion on a draft, with its answer once it has one. */
export interface PlanOpinion {
  readonly number: number;
  readonly householdId: string | null;
  readonly source: string;
  readonly text: string;
  readonly unlawful: boolean;
  readonly accepted: boolean | null;
  readonly answer: string | null;
}

export interface Consultation {
  readonly entryId: string;
  readonly units: number;
  readonly opinions: readonly PlanOpinion[];
}

export interface Hearing {
  readonly heldOn: string;
  readonly place: string;
  readonly attendees: number;
  readonly summary: string;
}

/** How many units a project has: each certificate or voucher in the register is one. */
export async function unitsOf(tx: Transaction, projectId: string): Promise<number> {
  const { units } = await tx.one<{ units: number }>(
    'SELECT count(*)::int AS units FROM household WHERE project_id = $1',
    [projectId],
  );
  return units;
}

export async function storeWillingness(tx: Transaction, of: OfTrack, count: WillingnessCount): Promise<void> {
  await tx.query(
    `INSERT INTO willingness_result (entry_id, track_id, units, agreeing, counted_on, witness)
     VALUES ($1, $2, $3, $4, $5, $6)`,
    [of.entryId, of.trackId, count.units, count.agreeing, count.countedOn, count.witness],
  );
}

const standing = (columns: string, table: string) =>
  `SELECT ${columns} FROM ${table} fact JOIN task_entry entry ON entry.id = fact.entry_id
   WHERE fact.track_id = $1 AND entry.superseded_at IS NULL ORDER BY entry.seq DESC LIMIT 1`;

export async function willingnessOf(tx: Transaction, trackId: string): Promise<WillingnessCount | undefined> {
  const columns = 'units, agreeing, counted_on::text AS "countedOn", witness';
  return tx.maybeOne<WillingnessCount>(standing(columns, 'willingness_result'), [trackId]);
}

/** Whether so many agree that the project goes on. */
export async function countWillingness(tx: Transaction, trackId: string): Promise<Willingness> {
  const { kind, policy } = await planTrack(tx, trackId);
  const count = await willingnessOf(tx, trackId);
  if (count === undefined) throw refusal('FIELD_MISSING', '尚未登记意愿征询结果，请先登记', '市政府令第71号第12条');
  return assessWillingness(kind, count, policy).value;
}

/**
 * Stores the opinions on the draft that was published last, numbered from 1: first what the households filed themselves,
 * word for word, then what reached the town by another way.
 */
export async function storeOpinions(
  tx: Transaction,
  { entryId, trackId }: OfTrack,
  units: number,
  opinions: readonly Omit<PlanOpinion, 'number' | 'accepted' | 'answer'>[],
): Promise<void> {
  const notice = await tx.maybeOne<{ id: string }>(
    `SELECT notice.id FROM plan_notice JOIN notice ON notice.id = notice_id
     WHERE track_id = $1 AND kind = 'plan-draft' AND status = 'archived' ORDER BY archived_at DESC LIMIT 1`,
    [trackId],
  );
  if (notice === undefined) throw refusal('STEP_OUT_OF_ORDER', '征求意见期未满，期满后再登记', '征收与补偿条例第10条');
  await tx.query('INSERT INTO plan_consultation (entry_id, track_id, notice_id, units) VALUES ($1, $2, $3, $4)', [
    entryId,
    trackId,
    notice.id,
    units,
  ]);
  const filed = await tx.query(
    `INSERT INTO plan_opinion (entry_id, number, household_id, source, text, unlawful, filed_id)
     SELECT $1, row_number() OVER (ORDER BY filed_at, id), household_id, $3, text, unlawful, id
     FROM household_opinion WHERE notice_id = $2 RETURNING number`,
    [entryId, notice.id, FILED_ONLINE],
  );
  for (const [index, { householdId, source, text, unlawful }] of opinions.entries()) {
    await tx.query(
      `INSERT INTO plan_opinion (entry_id, number, household_id, source, text, unlawful)
       VALUES ($1, $2, $3, $4, $5, $6)`,
      [entryId, filed.length + index + 1, householdId, source, text, unlawful],
    );
  }
}

/** The opinions on the last consultation, answered or not. */
export async function consultationOf(tx: Transaction, trackId: string): Promise<Consultation | undefined> {
  const consultation = await tx.maybeOne<Omit<Consultation, 'opinions'>>(
    standing('entry_id AS "entryId", units', 'plan_consultation'),
    [trackId],
  );
  if (consultation === undefined) return undefined;
  const opinions = await tx.query<PlanOpinion>(
    `SELECT opinion.number, household_id AS "householdId", source, text, unlawful, accepted, answer
     FROM plan_opinion opinion LEFT JOIN (SELECT plan_answer.* FROM plan_answer
       JOIN task_entry ON task_entry.id = plan_answer.entry_id AND superseded_at IS NULL) given
       ON consultation_id = opinion.entry_id AND given.number = opinion.number
     WHERE opinion.entry_id = $1 ORDER BY opinion.number`,
    [consultation.entryId],
  );
  return { ...consultation, opinions };
}

/** One answer, to one opinion or to all from its number through another. */
export interface PlanAnswer {
  readonly number: number;
  readonly through?: number | undefined;
  readonly accepted: boolean;
  readonly answer: string;
}

/** Answers every opinion of the last consultation, each exactly once. */
export async function storeAnswers(
  tx: Transaction,
  { entryId, trackId }: OfTrack,
  answers: readonly PlanAnswer[],
): Promise<void> {
  const consultation = await consultationOf(tx, trackId);
  const asked = (consultation?.opinions ?? []).map(({ number }) => number);
  const known = new Set(asked);
  const given = answers.flatMap(({ number: from, through = from, ...words }) =>
    asked.filter((number) => from <= number && number <= through).map((number) => ({ number, ...words })),
  );
  const answered = new Set(given.map(({ number }) => number));
  const open = asked.filter((number) => !answered.has(number));
  if (consultation === undefined || open.length > 0) {
    const message = `第${open.join('、')}条意见未答复，请逐条答复`;
    throw refusal('OBJECTION_OPEN', message, '征收与补偿条例第11条', 'answers');
  }
  const unknown = answers.some(({ number, through = number }) => !known.has(number) || !known.has(through));
  if (given.length !== asked.length || unknown) {
    throw refusal('FIELD_INVALID', '意见编号重复或不存在，请按登记的编号逐条答复', '征收与补偿条例第11条', 'answers');
  }
  await tx.query(
    `INSERT INTO plan_answer (entry_id, consultation_id, number, accepted, answer)
     SELECT $1, $2, * FROM unnest($3::int[], $4::boolean[], $5::text[])`,
    [
      entryId,
      consultation.entryId,
      given.map(({ number }) => number),
      given.map(({ accepted }) => accepted),
      given.map(({ answer }) => answer),
    ],
  );
}

/** What follows from the opinions (rules/plan/opinions), and whether some were accepted, so that the plan changes. */
export async function weighOpinions(
  tx: Transaction,
  trackId: string,
): Promise<{ opinionsOutcome: OpinionsOutcome; planChanges: boolean }> {
  const { kind, policy } = await planTrack(tx, trackId);
  const consultation = await consultationOf(tx, trackId);
  if (consultation === undefined) throw refusal('FIELD_MISSING', '尚未登记意见，请先登记', '征收与补偿条例第10条');
  const { units, opinions } = consultation;
  const unlawful = new Set(
    opinions.filter((each) => each.unlawful).map(({ householdId, number }) => householdId ?? String(number)),
  ).size;
  const unanswered = opinions.filter(({ answer }) => answer === null).length;
  const decision = assessOpinions({ kind, units, unlawful: Math.min(unlawful, units), unanswered }, policy);
  if (unanswered > 0) throw new BusinessError(decision.findings);
  const planChanges = opinions.some(({ accepted }) => accepted === true);
  return { opinionsOutcome: decision.value.outcome, planChanges };
}

export async function storeHearing(tx: Transaction, of: OfTrack, hearing: Hearing): Promise<void> {
  await tx.query(
    `INSERT INTO plan_hearing (entry_id, track_id, held_on, place, attendees, summary)
     VALUES ($1, $2, $3, $4, $5, $6)`,
    [of.entryId, of.trackId, hearing.heldOn, hearing.place, hearing.attendees, hearing.summary],
  );
}

export async function hearingOf(tx: Transaction, trackId: string): Promise<Hearing | undefined> {
  const columns = 'held_on::text AS "heldOn", place, attendees, summary';
  return tx.maybeOne<Hearing>(standing(columns, 'plan_hearing'), [trackId]);
}
