import type { ActHandling, ActHandlings, PerCaseSql } from './act-handling.js';

const HEARING: PerCaseSql = 'SELECT id, hearing AS value FROM review WHERE id = ANY($1)';
const SITTING: PerCaseSql = 'SELECT id, sitting AS value FROM review WHERE id = ANY($1)';
/** Each composition of the panel asks anew who has not declared. */
const COMPOSITION: PerCaseSql = `SELECT case_id AS id, count(*)::int AS value FROM case_act
  WHERE case_id = ANY($1) AND act = 'compose-panel' AND withdrawn_at IS NULL GROUP BY case_id`;
const MATTER: PerCaseSql = 'SELECT id, content_hash AS value FROM review WHERE id = ANY($1)';

/** Members of the panel, each for one task of an act and round. */
const seated = (act: string, state: string, round: string): NonNullable<ActHandling['admitted']> => ({
  sql: `SELECT review_id AS id FROM panel_now JOIN review ON review.id = review_id
    WHERE review_id = ANY($1) AND member_id = $2 AND ${state}
      AND NOT EXISTS (SELECT FROM task_assignment held WHERE held.case_id = review_id AND held.act = '${act}'
        AND held.person_id = $2 AND held.round = ${round} AND held.task_key <> $3)
      AND NOT EXISTS (SELECT FROM case_act done WHERE done.case_id = review_id AND done.act = '${act}'
        AND done.person_id = $2 AND done.round = ${round} AND done.task_key <> $3 AND done.withdrawn_at IS NULL)`,
  refusal: {
    code: 'VOTER_UNKNOWN',
    message: '不是本次评议小组的人员，或本人已经办理、应当回避，请由其他评议人员办理',
    basis: 'R-30、SD7',
  },
});

const composition = `(SELECT count(*) FROM case_act composed WHERE composed.case_id = review_id
  AND composed.act = 'compose-panel' AND composed.withdrawn_at IS NULL)`;

/** Composition, recusal, vote and opinion of a public-credibility review. */
export const reviewHandlings: ActHandlings = {
  'compose-panel': { round: HEARING },
  'declare-ties': { round: COMPOSITION, admitted: seated('declare-ties', 'true', composition) },
  'vote-on-review': {
    round: SITTING,
    content: MATTER,
    admitted: seated('vote-on-review', `tie = 'none'`, 'review.sitting'),
  },
  'draw-up-opinion': { round: HEARING },
};
