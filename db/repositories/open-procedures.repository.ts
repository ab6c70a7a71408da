import { modeTerms } from '../../rules/vocabulary/cases.js';
import type { Mode } from '../../rules/vocabulary/cases.js';
import type { Transaction } from '../transaction.js';

/** What of a track began and has not come to its end, by what was told and what stands of it. */
const OPEN_OF_TRACKS = `
  WITH told AS (SELECT track.id AS track_id, mode, array_agg(outbox.name) AS names
      FROM track JOIN outbox ON correlation_key = track.id::text WHERE project_id = $1 GROUP BY track.id),
    state AS (SELECT told.*,
      EXISTS (SELECT FROM expropriation_refusal WHERE track_id = told.track_id) AS refused,
      EXISTS (SELECT FROM chosen_appraiser WHERE track_id = told.track_id) AS chosen,
      coalesce((SELECT bool_and(status = 'delivered') FROM standing_report WHERE track_id = told.track_id), false)
        OR coalesce(last_verdict(told.track_id, ARRAY['deliver-reports']) = 'delivered', false) AS delivered
      FROM told)
  SELECT mode, what FROM state, LATERAL (VALUES
    (1, '补偿方案尚未通过并公布', 'plan-opened' = ANY (names) AND 'plan-adopted' <> ALL (names)),
    (2, '征收决定尚未作出，也未决定不予征收',
      'decision-prepared' = ANY (names) AND 'expropriation-decided' <> ALL (names) AND NOT refused),
    (3, '评估机构尚未选定', NOT chosen
      AND CASE WHEN mode = 'negotiated' THEN 'plan-adopted' ELSE 'expropriation-decided' END = ANY (names)),
    (4, '评估报告尚未全部送达', chosen AND NOT delivered)
  ) AS step (place, what, open) WHERE open
  UNION ALL
  SELECT NULL, '公示尚未期满归档：' || title FROM notice WHERE project_id = $1 AND status <> 'archived'`;

/**
 * Procedures of a project that are still under way. On a closed project nobody can act, so that whatever was open then
 * would stay open for ever: a formal track that was prepared beside a negotiation has to come to its end as well.
 */
export const openProceduresOf = async (tx: Transaction, projectId: string): Promise<string[]> =>
  (await tx.query<{ mode: Mode | null; what: string }>(OPEN_OF_TRACKS, [projectId])).map(({ mode, what }) =>
    mode === null ? what : `${modeTerms[mode].label}：${what}`,
  );
