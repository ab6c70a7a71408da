import { checkMeasures } from '../../rules/staff/democratic-appraisal.js';
import type { ActName } from '../../rules/acts.js';
import { organisationOf } from '../repositories/accounts.repository.js';
import { appraisalResults } from '../repositories/appraisal-ballots-read.repository.js';
import { measuresOf } from '../repositories/review-facts.repository.js';
import { getYearlyReview } from '../repositories/yearly-reviews.repository.js';
import type { ActHandling, ActHandlings, CompletionCheck, PerCaseSql } from './act-handling.js';

const entered = (act: ActName): PerCaseSql =>
  `SELECT DISTINCT ON (case_id) case_id AS id, content_hash AS value FROM task_entry
   WHERE case_id = ANY($1) AND act = '${act}' AND superseded_at IS NULL ORDER BY case_id, seq DESC`;

/** Of several firms each does its own. */
const ownFirm: ActHandling['begin'] = async (tx, reviewId, personId) => {
  const { firmId } = await getYearlyReview(tx, reviewId);
  if ((await organisationOf(tx, personId))?.id === firmId) return [];
  const message = '只能由被评议、排查的事务所人员办理';
  return [{ code: 'ORGANISATION_EXCLUDED', message, basis: 'R-75、R-76' }];
};

const everybodyBelow: CompletionCheck = async (tx, { taskCase }, policy) => {
  const below = (await appraisalResults(tx, taskCase.id)).filter((result) => result.below);
  const named = await measuresOf(tx, taskCase.id);
  return checkMeasures(
    below.map(({ accountId }) => accountId),
    named.map(({ accountId }) => accountId),
    policy,
  ).findings;
};

/** Yearly appraisal of a firm's staff, quarterly look for its risks. */
export const firmReviewHandlings: ActHandlings = {
  'set-appraisal-measures': { begin: ownFirm, check: everybodyBelow },
  'confirm-appraisal-measures': { content: entered('set-appraisal-measures') },
  'review-risk-points': { begin: ownFirm },
  'confirm-risk-points': { content: entered('review-risk-points') },
};
