import type { ActName } from '../../rules/acts.js';
import { mayConcludeProceedings } from '../../rules/expropriation/proceedings.js';
import { mustBePreparerOf } from '../../rules/modes/modes.js';
import { holidayCalendar } from '../holidays.js';
import { rolesOn } from '../repositories/accounts.repository.js';
import { fundFindings } from '../repositories/compensation-need.repository.js';
import { meetingOf, proceedingsOf, wordsOf } from '../repositories/expropriation-facts.repository.js';
import { expropriationFindings, expropriationsOf, returnFindings } from '../repositories/expropriation.repository.js';
import { refusalFindings } from '../repositories/expropriation-refusal.repository.js';
import { planTrack } from '../repositories/plans.repository.js';
import { getTrack } from '../repositories/tracks.repository.js';
import { missing } from './act-handling.js';
import type { ActHandling, ActHandlings, CompletionCheck, PerCaseSql } from './act-handling.js';

const entered = (act: ActName): PerCaseSql =>
  `SELECT DISTINCT ON (case_id) case_id AS id, content_hash AS value FROM task_entry
   WHERE case_id = ANY($1) AND act = '${act}' AND superseded_at IS NULL ORDER BY case_id, seq DESC`;

const COUNTED: PerCaseSql = `SELECT DISTINCT ON (track_id) track_id AS id, content_hash AS value FROM compensation_need
  WHERE track_id = ANY($1) ORDER BY track_id, number DESC`;

/** The department of the mode: housing on state-owned land, planning on collective land. */
const preparer: NonNullable<ActHandling['begin']> = async (tx, trackId, personId) =>
  mustBePreparerOf((await getTrack(tx, trackId)).mode, await rolesOn(tx, personId, await tx.today()));

const moneyThere: CompletionCheck = async (tx, { taskCase, verdict }) =>
  verdict === 'returned' ? [] : fundFindings(tx, (await getTrack(tx, taskCase.id)).projectId, taskCase.id);

/** Decided with every point in place, returned to a step with a reason, or refused with one. */
const decidable: CompletionCheck = async (tx, { taskCase, verdict }) => {
  const words = await wordsOf(tx, taskCase.id);
  if (verdict === 'approved') {
    const numberless = words?.number == null ? missing('请填写征收决定的文号', '征收与补偿条例第13条') : [];
    return [...numberless, ...(await expropriationFindings(tx, taskCase.id))];
  }
  const reasonless = words?.reason == null ? missing('退回或不予征收的，请填写理由', 'R-5') : [];
  const step = words?.returnTo ?? null;
  const more =
    verdict === 'returned' ? await returnFindings(tx, taskCase.id, step) : await refusalFindings(tx, taskCase.id);
  return [...reasonless, ...more];
};

/** A meeting that is still to come has discussed nothing. */
const heldBefore: CompletionCheck = async (tx, { taskCase }) => {
  const meeting = await meetingOf(tx, taskCase.id);
  return meeting !== undefined && meeting.heldOn <= (await tx.today())
    ? []
    : missing('会议日期不得晚于今日，请改正', '征收与补偿条例第12条');
};

const remediesAsConcluded: CompletionCheck = async (tx, { taskCase, verdict }) => {
  const { policy } = await planTrack(tx, taskCase.id);
  const [decision] = await expropriationsOf(tx, taskCase.id);
  if (decision?.publishedOn == null) return missing('征收决定尚未公告', '征收与补偿条例第13条');
  const days = { publishedOn: decision.publishedOn, today: await tx.today() };
  const proceedings = await proceedingsOf(tx, taskCase.id);
  return mayConcludeProceedings(verdict ?? '', proceedings, days, holidayCalendar, policy).findings;
};

/** Risk, money, meeting, decision and remedies of an expropriation. */
export const expropriationHandlings: ActHandlings = {
  'assess-stability-risk': { begin: preparer },
  'review-stability-risk': { content: entered('assess-stability-risk') },
  'secure-compensation-funds': { content: COUNTED, check: moneyThere },
  'confirm-compensation-funds': { content: COUNTED, check: moneyThere },
  'hold-executive-meeting': { check: heldBefore },
  'decide-expropriation': { check: decidable },
  'track-expropriation-remedies': { begin: preparer, check: remediesAsConcluded },
};
