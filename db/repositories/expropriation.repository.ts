import type { Finding } from '../../rules/decision.js';
import { executiveMeetingNeeded, mayDecideExpropriation } from '../../rules/expropriation/may-decide.js';
import type { ReturnStep } from '../../rules/expropriation/return-steps.js';
import { expropriationRulesOf } from '../../rules/modes/modes.js';
import { refusal } from '../errors.js';
import type { Transaction } from '../transaction.js';
import { actsOfCase } from './case-acts.repository.js';
import { compensationNeedOf, fundFindings, fundsFor } from './compensation-need.repository.js';
import { wasTold } from './conversion.repository.js';
import { meetingOf, riskOf, wordsOf } from './expropriation-facts.repository.js';
import { createExpropriationNotice } from './expropriation-notice.repository.js';
import { appendEntry, SYSTEM_ACTOR } from './ledger.repository.js';
import { emit } from './outbox.repository.js';
import { planTrack } from './plans.repository.js';

/** A decision of the district government on a track, with its notice. */
export interface Expropriation {
  readonly version: number;
  readonly number: string;
  readonly noticeId: string;
  readonly noticeNumber: string;
  readonly decidedAt: string;
  /** The day its notice was published, from which on it counts; null before. */
  readonly publishedOn: string | null;
}

/** Which steps the decision of a track takes by its mode; it begins with all of them. */
export async function openExpropriation(
  tx: Transaction,
  trackId: string,
): Promise<{ returnTo: ReturnStep; riskReviewNeeded: boolean; landApprovalNeeded: boolean }> {
  const { mode } = await planTrack(tx, trackId);
  const { riskReviewed, landApproved } = expropriationRulesOf(mode);
  return { returnTo: 'risk', riskReviewNeeded: riskReviewed, landApprovalNeeded: landApproved };
}

/** Every decision of a track, the last first. */
export async function expropriationsOf(tx: Transaction, trackId: string): Promise<Expropriation[]> {
  return tx.query<Expropriation>(
    `SELECT version, decision.number, notice_id AS "noticeId", notice.number AS "noticeNumber",
       decided_at AS "decidedAt", (published_at AT TIME ZONE 'Asia/Shanghai')::date::text AS "publishedOn"
     FROM expropriation_decision decision JOIN notice ON notice.id = notice_id
     WHERE track_id = $1 ORDER BY version DESC`,
    [trackId],
  );
}

/** Everything that stands against deciding the expropriation of a track now (征收与补偿条例 art 8 to 12). */
export async function expropriationFindings(tx: Transaction, trackId: string): Promise<readonly Finding[]> {
  const { mode, policy, projectId } = await planTrack(tx, trackId);
  const acts = await actsOfCase(tx, trackId);
  const last = (act: string) => acts.filter((done) => done.act === act && !done.withdrawn).at(-1);
  const risk = await riskOf(tx, trackId);
  const assessed = last('assess-stability-risk');
  const reviewed = last('review-stability-risk');
  const need = await compensationNeedOf(tx, trackId);
  const meeting = await meetingOf(tx, trackId);
  const { ground } = await tx.one<{ ground: boolean }>(
    `SELECT EXISTS (SELECT FROM case_act WHERE case_id = $1 AND act = 'decide-formal-preparation'
       AND verdict = 'approved' AND withdrawn_at IS NULL) AS ground`,
    [projectId],
  );
  const facts = {
    mode,
    publicInterest: ground,
    conformsToPlans: ground,
    planAdopted: await wasTold(tx, 'plan-adopted', trackId),
    unregisteredClassed: need?.uncounted === 0,
    riskAssessed: assessed?.verdict === 'low-risk' || assessed?.verdict === 'medium-risk',
    riskReviewed: reviewed?.verdict === 'approved' && reviewed.contentHash === assessed?.contentHash,
    budgetFen: need?.needFen ?? 0n,
    fundsFen: need === undefined ? 0n : await fundsFor(tx, projectId, need),
    housingReady: risk?.housingReady ?? false,
    households: need?.households ?? 0,
    executiveMeetingHeld: meeting?.agreed ?? false,
  };
  const { findings } = mayDecideExpropriation(facts, policy);
  const stale = (await fundFindings(tx, projectId, trackId)).filter(({ code }) => code === 'AMOUNT_MISMATCH');
  return [...findings, ...stale];
}

/** May the track be sent back to this step? To the meeting only where one is held. */
export async function returnFindings(tx: Transaction, trackId: string, step: ReturnStep | null): Promise<Finding[]> {
  const basis = '征收与补偿条例第12条';
  if (step === null) return [{ code: 'FIELD_MISSING', message: '退回须选择要改变的步骤', basis, field: 'returnTo' }];
  const { mode, policy } = await planTrack(tx, trackId);
  const need = await compensationNeedOf(tx, trackId);
  if (step !== 'meeting' || (mode === 'state' && executiveMeetingNeeded(need?.households ?? 0, policy))) return [];
  const message = '本项目不须经政府常务会议，请选择其他步骤';
  return [{ code: 'FIELD_NOT_APPLICABLE', message, basis, field: 'returnTo' }];
}

/** The step that the district government sent the track back to. */
export async function readReturn(tx: Transaction, trackId: string): Promise<{ returnTo: ReturnStep }> {
  const words = await wordsOf(tx, trackId);
  if (words?.returnTo == null) throw refusal('FIELD_MISSING', '没有填写退回的步骤', 'R-5');
  return { returnTo: words.returnTo };
}

/** Stores the decision as the district government made it and prepares its notice. Asked again it is the same. */
export async function issueExpropriation(tx: Transaction, trackId: string): Promise<{ noticeId: string }> {
  await tx.lock(`case:${trackId}`);
  const words = await wordsOf(tx, trackId);
  const need = await compensationNeedOf(tx, trackId);
  if (words?.number == null || need === undefined) {
    throw refusal('FIELD_MISSING', '征收决定没有文号或金额未核算', '征收与补偿条例第13条');
  }
  const before = await tx.maybeOne<{ noticeId: string }>(
    'SELECT notice_id AS "noticeId" FROM expropriation_decision WHERE entry_id = $1',
    [words.entryId],
  );
  if (before) return before;
  const noticeId = await createExpropriationNotice(tx, trackId, words.number);
  const { version } = await tx.one<{ version: number }>(
    `INSERT INTO expropriation_decision (track_id, version, number, entry_id, need_id, notice_id)
     SELECT $1, count(*) + 1, $2, $3, $4, $5 FROM expropriation_decision WHERE track_id = $1 RETURNING version`,
    [trackId, words.number, words.entryId, need.id, noticeId],
  );
  await appendEntry(tx, {
    caseId: trackId,
    kind: 'expropriation-decided',
    actorId: SYSTEM_ACTOR,
    clauses: ['R-5', 'R-21'],
    payload: { version, noticeId, needFen: need.needFen },
  });
  return { noticeId };
}

/** The decision was published: the choice of an appraiser for the formal track may begin. */
export async function announceExpropriation(tx: Transaction, trackId: string): Promise<void> {
  const { projectId, mode, project } = await planTrack(tx, trackId);
  const variables = { projectId, trackId, mode, caseNumber: project.code };
  await emit(tx, [{ name: 'expropriation-decided', correlationKey: trackId, variables }]);
}
