import { Project } from '../entities/project.entity.js';
import { refusal } from '../errors.js';
import type { Transaction } from '../transaction.js';
import { mustFind } from './find.js';
import { appendEntry, SYSTEM_ACTOR } from './ledger.repository.js';
import { drawOf } from './lottery.repository.js';
import { createNotice } from './notices.repository.js';
import { emit } from './outbox.repository.js';
import { choiceContent } from './selection-notices.repository.js';
import { getTrack } from './tracks.repository.js';
import { tallyOf, votesOf } from './votes.repository.js';

export type HowChosen = 'agreement' | 'vote' | 'lottery';

/** The one appraisal agency of a track and how it was chosen. */
export interface ChosenAppraiser {
  readonly trackId: string;
  readonly agencyId: string;
  readonly how: HowChosen;
  readonly voteId: string | null;
  readonly noticeId: string;
  readonly chosenAt: string;
}

/** The appraisal agency of a track; undefined while none is chosen. */
export async function chosenAppraiserOf(tx: Transaction, trackId: string): Promise<ChosenAppraiser | undefined> {
  return tx.maybeOne<ChosenAppraiser>(
    `SELECT track_id AS "trackId", agency_id AS "agencyId", how, vote_id AS "voteId", notice_id AS "noticeId",
       chosen_at AS "chosenAt" FROM chosen_appraiser WHERE track_id = $1`,
    [trackId],
  );
}

/** The track whose agency a notice makes public; null for every other notice. */
export async function trackOfChoice(tx: Transaction, noticeId: string): Promise<string | null> {
  const row = await tx.maybeOne<{ trackId: string }>(
    'SELECT track_id AS "trackId" FROM chosen_appraiser WHERE notice_id = $1',
    [noticeId],
  );
  return row?.trackId ?? null;
}

interface Choice {
  readonly agencyId: string;
  readonly how: HowChosen;
  readonly voteId: string | null;
  readonly consultationEntryId: string | null;
}

/** The holders' agreement on an agency, where there is one. */
export async function agreementOn(
  tx: Transaction,
  trackId: string,
): Promise<{ entryId: string; agencyId: string | null; certificates: number } | undefined> {
  return tx.maybeOne(
    `SELECT fact.entry_id AS "entryId", agency_id AS "agencyId", certificates FROM agency_consultation fact
     JOIN task_entry entry ON entry.id = fact.entry_id
     WHERE track_id = $1 AND entry.superseded_at IS NULL ORDER BY entry.seq DESC LIMIT 1`,
    [trackId],
  );
}

async function choiceOf(tx: Transaction, trackId: string): Promise<Choice> {
  const last = (await votesOf(tx, trackId)).at(-1);
  if (last) {
    const winner = (await tallyOf(tx, last.id))?.winnerId ?? null;
    if (winner !== null) return { agencyId: winner, how: 'vote', voteId: last.id, consultationEntryId: null };
    const draw = await drawOf(tx, last.id);
    const [first] = draw?.order ?? [];
    if (draw?.decides === 'agency' && first) {
      return { agencyId: first.agencyId, how: 'lottery', voteId: last.id, consultationEntryId: null };
    }
  }
  const agreed = await agreementOn(tx, trackId);
  if (last === undefined && agreed?.agencyId != null) {
    return { agencyId: agreed.agencyId, how: 'agreement', voteId: null, consultationEntryId: agreed.entryId };
  }
  throw refusal('TRANSITION_FORBIDDEN', '评估机构尚未由协商、投票或摇号选定', 'R-18、R-20');
}

/** Records the agency that agreement, vote or lots chose, and makes the notice of it. Asked again it is the same. */
export async function recordChosenAppraiser(tx: Transaction, trackId: string): Promise<{ noticeId: string }> {
  await tx.lock(`case:${trackId}`);
  const before = await chosenAppraiserOf(tx, trackId);
  if (before) return { noticeId: before.noticeId };
  const { projectId } = await getTrack(tx, trackId);
  const choice = await choiceOf(tx, trackId);
  const content = await choiceContent(tx, trackId, choice);
  const project = await mustFind(tx, Project, { id: projectId });
  const noticeId = await createNotice(tx, project, { kind: 'agency-choice', ...content });
  await tx.query(
    `INSERT INTO chosen_appraiser (track_id, agency_id, how, vote_id, consultation_entry_id, notice_id)
     VALUES ($1, $2, $3, $4, $5, $6)`,
    [trackId, choice.agencyId, choice.how, choice.voteId, choice.consultationEntryId, noticeId],
  );
  const payload = { agencyId: choice.agencyId, how: choice.how, voteId: choice.voteId };
  await appendEntry(tx, {
    caseId: trackId,
    kind: 'appraiser-chosen',
    actorId: SYSTEM_ACTOR,
    clauses: ['R-18', 'R-20'],
    payload,
  });
  return { noticeId };
}

/** Tells that the agency of a track is chosen and was displayed: the appraisal begins. */
export async function announceAppraiser(tx: Transaction, trackId: string): Promise<void> {
  const { projectId, mode } = await getTrack(tx, trackId);
  const chosen = await chosenAppraiserOf(tx, trackId);
  if (chosen === undefined) throw refusal('TRANSITION_FORBIDDEN', '评估机构尚未选定', 'R-18');
  const { code } = await mustFind(tx, Project, { id: projectId });
  const variables = { projectId, trackId, mode, caseNumber: code };
  await emit(tx, [{ name: 'appraiser-chosen', correlationKey: trackId, variables }]);
}
