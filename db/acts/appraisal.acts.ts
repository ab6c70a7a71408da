import { referralOpinionOf } from '../repositories/appraisal-steps.repository.js';
import { countReports } from '../repositories/appraisal-reports.repository.js';
import { appraisedHouseholds } from '../repositories/appraisals.repository.js';
import type { ActHandling, ActHandlings, CompletionCheck, PerCaseSql } from './act-handling.js';
import { missing } from './act-handling.js';

/** The hash of the reports as the agency entered them last. */
const REPORTS: PerCaseSql = `SELECT DISTINCT ON (case_id) case_id AS id, content_hash AS value FROM task_entry
  WHERE case_id = ANY($1) AND act = 'issue-final-reports' AND superseded_at IS NULL ORDER BY case_id, seq DESC`;

/** Valuers of the chosen agency alone. */
const ofChosenAgency: NonNullable<ActHandling['admitted']> = {
  sql: `SELECT track_id AS id FROM chosen_appraiser JOIN account ON organisation_id = agency_id
    WHERE track_id = ANY($1) AND account.id = $2 AND $3::text IS NOT NULL`,
  refusal: {
    code: 'ORGANISATION_EXCLUDED',
    message: '只有选定机构的估价师可以评估，请由其办理',
    basis: 'R-32',
  },
};

const ofAgencyOfReport: NonNullable<ActHandling['admitted']> = {
  sql: `SELECT report.id FROM appraisal_report report JOIN chosen_appraiser chosen ON chosen.track_id = report.track_id
    JOIN account ON organisation_id = chosen.agency_id
    WHERE report.id = ANY($1) AND account.id = $2 AND $3::text IS NOT NULL`,
  refusal: ofChosenAgency.refusal,
};

/** The hash of the corrected report as the agency entered it last. */
const CORRECTION: PerCaseSql = `SELECT DISTINCT ON (case_id) case_id AS id, content_hash AS value FROM task_entry
  WHERE case_id = ANY($1) AND act = 'revise-report' AND superseded_at IS NULL ORDER BY case_id, seq DESC`;

const verdictAsEntered: CompletionCheck = async (tx, { taskCase, verdict }) => {
  const opinion = await referralOpinionOf(tx, taskCase.id);
  if (opinion?.faulty === (verdict === 'returned')) return [];
  return missing('结论与填写的鉴定意见不符：报告有误的退回，无误的通过', 'R-36');
};

/** Where every household has settled meanwhile there is no report, and nothing that the firm could see too early. */
const handedDown: NonNullable<ActHandling['begin']> = async (tx, caseId) => {
  const { reports, handedDown: down } = await countReports(tx, caseId);
  const nobodyLeft = reports === 0 && (await appraisedHouseholds(tx, caseId)).length === 0;
  if (nobodyLeft || (reports > 0 && reports === down)) return [];
  const message = '评估报告尚未由街镇主管部门下发，事务所不得接触';
  return [{ code: 'TRANSITION_FORBIDDEN', message, basis: 'R-35、SD4' }];
};

/** Value date, results, reports, hand-down, and a household's objection to its report. */
export const appraisalHandlings: ActHandlings = {
  'enter-preliminary-results': { admitted: ofChosenAgency },
  'explain-on-site': { admitted: ofChosenAgency },
  'issue-final-reports': { admitted: ofChosenAgency },
  'review-reports': { content: REPORTS },
  'judge-referred-reports': { content: REPORTS, check: verdictAsEntered },
  'hand-down-reports': { content: REPORTS },
  'deliver-reports': { begin: handedDown },
  'answer-reappraisal': { admitted: ofAgencyOfReport },
  'revise-report': { admitted: ofAgencyOfReport },
  'review-revised-report': { content: CORRECTION },
};
