import type { Finding } from '../../rules/decision.js';
import type { Transaction } from '../transaction.js';
import { refusal } from '../errors.js';
import { wordsOf } from './expropriation-facts.repository.js';
import { createRefusalNotice } from './expropriation-notice.repository.js';
import { appendEntry, SYSTEM_ACTOR } from './ledger.repository.js';
import { getTrack } from './tracks.repository.js';

/** A project that was converted already cannot do without its decision: it is returned, never refused. */
export async function refusalFindings(tx: Transaction, trackId: string): Promise<Finding[]> {
  const { projectId } = await getTrack(tx, trackId);
  const converted = await tx.query('SELECT FROM project_conversion WHERE project_id = $1', [projectId]);
  if (converted.length === 0) return [];
  const message = '项目已转为征收，不能不予征收，请退回须改变的步骤';
  return [{ code: 'TRANSITION_FORBIDDEN', message, basis: 'R-14' }];
}

/** The district government does not expropriate: the formal track ends here. Answers the notice of it; once. */
export async function refuseExpropriation(tx: Transaction, trackId: string): Promise<{ noticeId: string }> {
  await tx.lock(`case:${trackId}`);
  const before = await tx.maybeOne<{ noticeId: string | null }>(
    'SELECT notice_id AS "noticeId" FROM expropriation_refusal WHERE track_id = $1',
    [trackId],
  );
  if (before?.noticeId != null) return { noticeId: before.noticeId };
  if (before !== undefined) throw refusal('ALREADY_DONE', '本轨已登记不予征收，当时没有公布', 'R-21');
  const words = await wordsOf(tx, trackId);
  const noticeId = await createRefusalNotice(tx, trackId, words?.reason ?? '');
  await tx.query('INSERT INTO expropriation_refusal (track_id, entry_id, notice_id) VALUES ($1, $2, $3)', [
    trackId,
    words?.entryId,
    noticeId,
  ]);
  await appendEntry(tx, {
    caseId: trackId,
    kind: 'expropriation-refused',
    actorId: SYSTEM_ACTOR,
    clauses: ['R-5', 'R-13', 'R-21'],
    payload: { noticeId },
  });
  return { noticeId };
}

/** Has the district government refused to expropriate on this track? */
export async function wasRefused(tx: Transaction, trackId: string): Promise<boolean> {
  return (await tx.query('SELECT FROM expropriation_refusal WHERE track_id = $1', [trackId])).length > 0;
}
