import { standingDetermination, surveysOfRound } from '../repositories/areas.repository.js';
import { missing } from './act-handling.js';
import type { ActHandlings, CompletionCheck } from './act-handling.js';

const SURVEY_ROUND = 'SELECT id, survey_round AS value FROM household WHERE id = ANY($1)';

const surveyed: CompletionCheck = async (tx, { taskCase, round, personId }) => {
  const surveys = await surveysOfRound(tx, taskCase.id, round);
  return surveys.some(({ officerId }) => officerId === personId)
    ? []
    : missing('本人尚未录入本轮实测面积，请先录入再办结', 'R-23、R-42');
};

const determined: CompletionCheck = async (tx, { taskCase, personId }) => {
  const standing = await standingDetermination(tx, taskCase.id);
  return standing?.status === 'determined' && standing.determinedBy === personId
    ? []
    : missing('本人尚未录入认定面积和依据，请先录入再办结', 'R-24、R-25');
};

/** Survey and determination of a household's area. */
export const areaHandlings: ActHandlings = {
  'survey-area': { round: SURVEY_ROUND, check: surveyed },
  'determine-area': { round: SURVEY_ROUND, check: determined },
};
