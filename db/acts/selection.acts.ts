import type { ActName } from '../../rules/acts.js';
import { differingBallots } from '../repositories/ballots.repository.js';
import { agreementOn } from '../repositories/chosen-appraiser.repository.js';
import { lotteryFindings } from '../repositories/lottery.repository.js';
import { announceLottery, returnLottery } from '../repositories/lottery-draw.repository.js';
import { consultationFindings } from '../repositories/consultation.repository.js';
import type { ActHandlings, CompletionCheck, PerCaseSql } from './act-handling.js';
import { missing } from './act-handling.js';

/** The hash of what was entered last by one of these acts on the case. */
const entered = (...acts: readonly ActName[]): PerCaseSql =>
  `SELECT DISTINCT ON (case_id) case_id AS id, content_hash AS value FROM task_entry
   WHERE case_id = ANY($1) AND act IN (${acts.map((act) => `'${act}'`).join(', ')}) AND superseded_at IS NULL
   ORDER BY case_id, seq DESC`;

const nothingDiffers: CompletionCheck = async (tx, { taskCase }) => differingBallots(tx, taskCase.id);

const lotsInOrder: CompletionCheck = async (tx, { taskCase, personId, verdict }) =>
  verdict === 'attested' ? lotteryFindings(tx, taskCase.id, personId) : [];

const outcomeAsEntered: CompletionCheck = async (tx, { taskCase, verdict }) => {
  const result = await agreementOn(tx, taskCase.id);
  if ((result?.agencyId == null) === (verdict === 'unanimous')) {
    return missing('结论与填写的协商结果不符，请改正后再办结', 'R-20');
  }
  return consultationFindings(tx, taskCase.id, verdict === 'unanimous');
};

/** Candidates, ballots, lots. */
export const selectionHandlings: ActHandlings = {
  'confirm-candidates': { content: entered('name-candidates', 'shortlist-agencies') },
  'consult-agency': { check: outcomeAsEntered },
  'settle-ballots': { check: nothingDiffers },
  'attest-vote': {
    content: 'SELECT id, vote_digest(id) AS value FROM vote WHERE id = ANY($1)',
    check: nothingDiffers,
  },
  'call-lottery': { effect: announceLottery },
  'attest-lottery': { content: entered('conduct-lottery'), check: lotsInOrder, effect: returnLottery },
};
