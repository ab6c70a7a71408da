import { addDays, endOfDay } from '../../rules/dates.js';
import type { Finding } from '../../rules/decision.js';
import { drawLottery } from '../../rules/selection/lottery.js';
import type { Lottery } from '../../rules/selection/lottery.js';
import { BusinessError, refusal } from '../errors.js';
import type { Transaction } from '../transaction.js';
import { organisationNames } from './agency-candidates.repository.js';
import { openDrawOf } from './draw-records.repository.js';
import { concludeDraw } from './draws.repository.js';
import { appendEntry, SYSTEM_ACTOR } from './ledger.repository.js';
import { registeredProject } from './projects.repository.js';
import { getTrack } from './tracks.repository.js';
import { getVote, tallyOf } from './votes.repository.js';
import { policyOfProject } from './policy-book.js';

/** How lots will be drawn, published before: above all, which public number that nobody here can choose is the seed. */
export interface LotteryCall {
  readonly seedSource: string;
  readonly seedPublishedOn: string;
  readonly place: string;
  readonly calledAt: string;
}

export interface LotteryRun {
  readonly seed: string;
  readonly videoHash: string;
  readonly conductorId: string;
  readonly drawnAt: string;
  readonly witnesses: readonly { readonly householdId: string; readonly name: string }[];
}

interface OfVoteEntry {
  readonly entryId: string;
  readonly voteId: string;
}

export async function storeLotteryCall(
  tx: Transaction,
  { entryId, voteId }: OfVoteEntry,
  call: Omit<LotteryCall, 'calledAt'>,
): Promise<void> {
  await tx.query(
    'INSERT INTO lottery_call (entry_id, vote_id, seed_source, seed_published_on, place) VALUES ($1, $2, $3, $4, $5)',
    [entryId, voteId, call.seedSource, call.seedPublishedOn, call.place],
  );
}

export async function storeLotteryRun(
  tx: Transaction,
  { entryId, voteId }: OfVoteEntry,
  run: { readonly seed: string; readonly videoDocumentId: string; readonly witnesses: LotteryRun['witnesses'] },
): Promise<void> {
  await tx.query('INSERT INTO lottery_run (entry_id, vote_id, seed, video_document_id) VALUES ($1, $2, $3, $4)', [
    entryId,
    voteId,
    run.seed,
    run.videoDocumentId,
  ]);
  for (const { householdId, name } of run.witnesses) {
    await tx.query('INSERT INTO lottery_witness (entry_id, household_id, name) VALUES ($1, $2, $3)', [
      entryId,
      householdId,
      name,
    ]);
  }
}

/** The first instant of the day the number is drawn. */
export const seedDue = (publishedOn: string): string => endOfDay(addDays(publishedOn, -1));

/** The standing announcement of the lots of a vote. */
export async function lotteryCallOf(tx: Transaction, voteId: string): Promise<LotteryCall | undefined> {
  return tx.maybeOne<LotteryCall>(
    `SELECT seed_source AS "seedSource", seed_published_on AS "seedPublishedOn", place, called_at AS "calledAt"
     FROM lottery_call fact JOIN task_entry entry ON entry.id = fact.entry_id
     WHERE fact.vote_id = $1 AND entry.superseded_at IS NULL ORDER BY entry.seq DESC LIMIT 1`,
    [voteId],
  );
}

/** The standing record of how lots were drawn. */
export async function lotteryRunOf(tx: Transaction, voteId: string): Promise<LotteryRun | undefined> {
  return tx.maybeOne<LotteryRun>(
    `SELECT seed, document.content_hash AS "videoHash", entry.person_id AS "conductorId", drawn_at AS "drawnAt",
       (SELECT coalesce(jsonb_agg(jsonb_build_object('householdId', household_id, 'name', name)), '[]')
         FROM lottery_witness witness WHERE witness.entry_id = fact.entry_id) AS witnesses
     FROM lottery_run fact JOIN task_entry entry ON entry.id = fact.entry_id
     JOIN case_document document ON document.id = video_document_id
     WHERE fact.vote_id = $1 AND entry.superseded_at IS NULL ORDER BY entry.seq DESC LIMIT 1`,
    [voteId],
  );
}

/** When the list was shown: with the last published announcement of lots, at the earliest when it was entered. */
async function listPublishedAt(tx: Transaction, projectId: string, calledAt: string): Promise<string> {
  const { at } = await tx.one<{ at: string }>(
    `SELECT greatest($2::timestamptz, max(published_at)) AS at FROM notice
     WHERE project_id = $1 AND kind = 'agency-lottery' AND published_at IS NOT NULL`,
    [projectId, calledAt],
  );
  return at;
}

/** The lots as the rule reads them: names stand for agencies, so that everybody can repeat the draw. */
async function lotteryOf(tx: Transaction, voteId: string, notaryId: string | null) {
  const tally = await tallyOf(tx, voteId);
  const call = await lotteryCallOf(tx, voteId);
  const run = await lotteryRunOf(tx, voteId);
  if (tally === undefined || call === undefined || run === undefined) {
    throw refusal('FIELD_MISSING', '尚未公告摇号办法或登记摇号经过', 'R-20');
  }
  const { projectId } = await getTrack(tx, (await getVote(tx, voteId)).trackId);
  const names = await organisationNames(tx, tally.among);
  const lottery: Lottery = {
    candidateIds: tally.among.map((id) => names.get(id) ?? ''),
    listClosedAt: await listPublishedAt(tx, projectId, call.calledAt),
    seed: run.seed,
    seedSource: call.seedSource,
    seedPublishedAt: seedDue(call.seedPublishedOn),
    drawnAt: run.drawnAt,
    notaryId,
    witnesses: run.witnesses.map(({ householdId }) => ({ personId: householdId, residentInScope: true })),
    conductorId: run.conductorId,
    videoHash: run.videoHash,
  };
  const policy = await policyOfProject(tx, await registeredProject(tx, projectId));
  return { tally, names, lottery, decision: drawLottery(lottery, policy) };
}

const NOT_ANNOUNCED: Finding = {
  code: 'STEP_OUT_OF_ORDER',
  message: '摇号未在公示板事先公告名单和种子来源，请退回另行公告',
  basis: 'R-20',
};

/** What stands against the lots being attested by this notary. */
export async function lotteryFindings(tx: Transaction, voteId: string, notaryId: string): Promise<readonly Finding[]> {
  const { findings } = (await lotteryOf(tx, voteId, notaryId)).decision;
  return (await openDrawOf(tx, 'appraiser-lottery', voteId)) === undefined ? [...findings, NOT_ANNOUNCED] : findings;
}

export type LotteryDecides = 'agency' | 'run-off';

/** Draws by the rule once a notary has attested, and stores every place with its proof; drawn again it is the same. */
export async function drawAgency(tx: Transaction, voteId: string): Promise<LotteryDecides> {
  await tx.lock(`case:${voteId}`);
  const before = await drawOf(tx, voteId);
  if (before) return before.decides;
  const notary = await tx.maybeOne<{ personId: string }>(
    `SELECT person_id AS "personId" FROM case_act WHERE case_id = $1 AND act = 'attest-lottery'
       AND verdict = 'attested' AND withdrawn_at IS NULL ORDER BY seq DESC LIMIT 1`,
    [voteId],
  );
  const { tally, names, lottery, decision } = await lotteryOf(tx, voteId, notary?.personId ?? null);
  if (decision.value === null) throw new BusinessError(decision.findings);
  const announced = await openDrawOf(tx, 'appraiser-lottery', voteId);
  if (announced === undefined) throw new BusinessError([NOT_ANNOUNCED]);
  await concludeDraw(tx, announced.id, lottery.seed);
  // Places in a run-off are drawn where somebody is in it without a draw, or two places are open.
  const decides = tally.seeded.length > 0 || tally.places > 1 ? 'run-off' : 'agency';
  await tx.query('INSERT INTO agency_draw (vote_id, decides, seed, seed_source, places) VALUES ($1, $2, $3, $4, $5)', [
    voteId,
    decides,
    lottery.seed,
    lottery.seedSource,
    tally.places,
  ]);
  const idOf = new Map([...names].map(([id, name]) => [name, id]));
  for (const [index, { id: name, proof }] of decision.value.entries()) {
    await tx.query('INSERT INTO agency_draw_place (vote_id, place, agency_id, proof) VALUES ($1, $2, $3, $4)', [
      voteId,
      index + 1,
      idOf.get(name),
      proof,
    ]);
  }
  const payload = { decides, order: decision.value.map(({ id }) => idOf.get(id) ?? '') };
  await appendEntry(tx, { caseId: voteId, kind: 'lots-drawn', actorId: SYSTEM_ACTOR, clauses: ['R-20'], payload });
  return decides;
}

export interface AgencyDraw {
  readonly decides: LotteryDecides;
  readonly seed: string;
  readonly seedSource: string;
  readonly drawnAt: string;
  readonly order: readonly { readonly agencyId: string; readonly name: string; readonly proof: string }[];
}

export async function drawOf(tx: Transaction, voteId: string): Promise<AgencyDraw | undefined> {
  return tx.maybeOne<AgencyDraw>(
    `SELECT decides, seed, seed_source AS "seedSource", drawn_at AS "drawnAt",
       (SELECT jsonb_agg(jsonb_build_object('agencyId', agency_id, 'name', name, 'proof', proof) ORDER BY place)
         FROM agency_draw_place place JOIN organisation ON organisation.id = agency_id
         WHERE place.vote_id = draw.vote_id) AS "order"
     FROM agency_draw draw WHERE vote_id = $1`,
    [voteId],
  );
}
