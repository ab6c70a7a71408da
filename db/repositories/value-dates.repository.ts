import { valueDate } from '../../rules/appraisal/value-date.js';
import type { IsoDate } from '../../rules/dates.js';
import { policyOfProject } from './policy-book.js';
import { BusinessError, refusal } from '../errors.js';
import type { Transaction } from '../transaction.js';
import { registeredProject } from './projects.repository.js';
import { getTrack } from './tracks.repository.js';

export interface NewValueDate {
  readonly entryId: string;
  readonly trackId: string;
  readonly valueDate: IsoDate;
  readonly ground: string;
}

/** The value date of a track; null while none is set. */
export async function valueDateOf(tx: Transaction, trackId: string): Promise<IsoDate | null> {
  const row = await tx.one<{ date: IsoDate | null }>('SELECT value_date_of($1)::text AS date', [trackId]);
  return row.date;
}

/** The day the expropriation decision of a project was made public; null while it was not. */
async function decisionNoticeOn(tx: Transaction, projectId: string): Promise<IsoDate | null> {
  const row = await tx.maybeOne<{ day: IsoDate }>(
    `SELECT (published_at AT TIME ZONE 'Asia/Shanghai')::date::text AS day FROM notice
     WHERE project_id = $1 AND kind = 'expropriation-decision' AND published_at IS NOT NULL
     ORDER BY published_at DESC LIMIT 1`,
    [projectId],
  );
  return row?.day ?? null;
}

/** The conversion that a collective track came about by, with the date that counted before. */
async function conversionOf(
  tx: Transaction,
  trackId: string,
): Promise<{ on: IsoDate; earlierValueDate: IsoDate } | null> {
  const row = await tx.maybeOne<{ on: IsoDate; earlierValueDate: IsoDate | null }>(
    `SELECT (converted_at AT TIME ZONE 'Asia/Shanghai')::date::text AS on, value_date_of(negotiated.id)::text
       AS "earlierValueDate"
     FROM project_conversion JOIN conversion ON conversion.id = conversion_id
     JOIN track negotiated ON negotiated.project_id = conversion.project_id AND negotiated.mode = 'negotiated'
     WHERE conversion.track_id = $1`,
    [trackId],
  );
  return row ? { on: row.on, earlierValueDate: row.earlierValueDate ?? '' } : null;
}

/**
 * Stores the value date of a track where the rules say the same: the town's in a negotiated track, the day of the
 * decision notice on state-owned land, on collective land the plan's.
 */
export async function storeValueDate(tx: Transaction, given: NewValueDate): Promise<void> {
  const { projectId, mode } = await getTrack(tx, given.trackId);
  const project = await registeredProject(tx, projectId);
  const facts = {
    mode,
    fixedByTown: mode === 'negotiated' ? given.valueDate : null,
    decisionNoticeOn: await decisionNoticeOn(tx, projectId),
    setByPlan: mode === 'collective' ? given.valueDate : null,
    // On state-owned land the law names the day, conversion or not.
    conversion: mode === 'collective' ? await conversionOf(tx, given.trackId) : null,
  };
  const decision = valueDate(facts, await policyOfProject(tx, project));
  if (!decision.passed) throw new BusinessError(decision.findings);
  if (decision.value !== given.valueDate) {
    throw refusal('VALUE_DATE_WRONG', `法定价值时点为 ${String(decision.value)}，请改正`, 'R-33', 'valueDate');
  }
  await tx.query('INSERT INTO value_date (entry_id, track_id, value_date, ground) VALUES ($1, $2, $3, $4)', [
    given.entryId,
    given.trackId,
    given.valueDate,
    given.ground,
  ]);
}
