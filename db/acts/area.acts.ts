import { standingDetermination, surveysOfRound } from '../repositories/areas.repository.js';
import { missing } from './act-handling.js';
import type { ActHandling, ActHandlings, CompletionCheck } from './act-handling.js';

const SURVEY_ROUND = 'SELECT id, survey_round AS value FROM household WHERE id = ANY($1)';

const surveyed: CompletionCheck = async (tx, { taskCase, round, personId }) => {
  const surveys = await surveysOfRound(tx, taskCase.id, round);
  return surveys.some(({ officerId }) => officerId === personId)
    ? []
    : missing('本人尚未录入本轮实测面积，请先录入再办结', 'R-23、R-42');
};

/** the survey begins when the launch of the project has opened it. */
const opened: ActHandling['due'] = {
  sql: `SELECT household.id FROM household JOIN project ON project_id = project.id
    WHERE household.id = ANY($1) AND survey_opened_at IS NOT NULL`,
  refusal: { code: 'SURVEY_NOT_OPENED', message: '本项目的面积摸底尚未开启，请等项目启动完成后再实测', basis: 'R-23' },
};

const determined: CompletionCheck = async (tx, { taskCase, personId }) => {
  const standing = await standingDetermination(tx, taskCase.id);
  return standing?.status === 'determined' && standing.determinedBy === personId
    ? []
    : missing('本人尚未录入认定面积和依据，请先录入再办结', 'R-24、R-25');
};

/** Survey and determination of a household's area. */
export const areaHandlings: ActHandlings = {
  'survey-area': { round: SURVEY_ROUND, due: opened, check: surveyed },
  'determine-area': { round: SURVEY_ROUND, check: determined },
};
