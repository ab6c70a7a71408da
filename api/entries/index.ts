import type { ActName } from '../../rules/acts.js';
import { assessAbilityEntry } from './assess-ability.entry.js';
import { assessEthicsEntry } from './assess-ethics.entry.js';
import { assessStabilityRiskEntry } from './assess-stability-risk.entry.js';
import { mitigateStabilityRiskEntry } from './mitigate-stability-risk.entry.js';
import { holdExecutiveMeetingEntry } from './hold-executive-meeting.entry.js';
import { decideExpropriationEntry } from './decide-expropriation.entry.js';
import { recordLandApprovalEntry } from './record-land-approval.entry.js';
import { trackExpropriationRemediesEntry } from './track-expropriation-remedies.entry.js';
import { enterPreliminaryResultsEntry, issueFinalReportsEntry } from './appraise-houses.entry.js';
import { assignInspectorsInsideEntry } from './assign-inspectors-inside.entry.js';
import { assignInspectorsOutsideEntry } from './assign-inspectors-outside.entry.js';
import { carryOutDecisionEntry } from './carry-out-decision.entry.js';
import { agreeHandoverEntry } from './agree-handover.entry.js';
import { certifyStaffEntry } from './certify-staff.entry.js';
import { chooseFormalModeEntry } from './choose-formal-mode.entry.js';
import { compileConversionGatesEntry } from './compile-conversion-gates.entry.js';
import { callAgenciesEntry } from './call-agencies.entry.js';
import { callLotteryEntry } from './call-lottery.entry.js';
import { consultAgencyEntry } from './consult-agency.entry.js';
import { conductLotteryEntry } from './conduct-lottery.entry.js';
import { decideSigningOutcomeEntry } from './decide-signing-outcome.entry.js';
import { decideDisciplineEntry } from './decide-discipline.entry.js';
import { composePanelEntry } from './compose-panel.entry.js';
import { declareTiesEntry } from './declare-ties.entry.js';
import { decideLateMoveOutEntry } from './decide-late-move-out.entry.js';
import { prepareDecisionReportEntry } from './prepare-decision-report.entry.js';
import { serveDecisionReportEntry } from './serve-decision-report.entry.js';
import { hearHouseholdEntry } from './hear-household.entry.js';
import { serveDecisionEntry } from './serve-decision.entry.js';
import { confirmRemediesEntry } from './confirm-remedies.entry.js';
import { demandPerformanceEntry } from './demand-performance.entry.js';
import { applyToCourtEntry } from './apply-to-court.entry.js';
import { recordCourtRulingEntry } from './record-court-ruling.entry.js';
import { recordCompensationChoiceEntry } from './record-compensation-choice.entry.js';
import type { Entry } from './define-entry.js';
import { deregisterRightsEntry } from './deregister-rights.entry.js';
import { recordHandoverEntry } from './record-handover.entry.js';
import { defineScopeEntry } from './define-scope.entry.js';
import { drawUpOpinionEntry } from './draw-up-opinion.entry.js';
import { enterAuditReportEntry } from './enter-audit-report.entry.js';
import { handOverFilesEntry } from './hand-over-files.entry.js';
import { issueFreezeNoticeEntry } from './issue-freeze-notice.entry.js';
import { negotiateEntry } from './negotiate.entry.js';
import { recordWillingnessEntry } from './record-willingness.entry.js';
import { draftPlanEntry } from './draft-plan.entry.js';
import { registerOpinionsEntry } from './register-opinions.entry.js';
import { answerOpinionsEntry } from './answer-opinions.entry.js';
import { holdHearingEntry } from './hold-hearing.entry.js';
import { prepareAgendaEntry } from './prepare-agenda.entry.js';
import { nameCandidatesEntry } from './name-candidates.entry.js';
import { prepareAppraisalEntry } from './prepare-appraisal.entry.js';
import { proposeCollectiveGroundEntry } from './propose-collective-ground.entry.js';
import { proposeDisposalEntry } from './propose-disposal.entry.js';
import { proposeStateGroundEntry } from './propose-state-ground.entry.js';
import { recordInspectionInsideEntry } from './record-inspection-inside.entry.js';
import { recordInspectionOutsideEntry } from './record-inspection-outside.entry.js';
import { rectifyAuditFindingsEntry } from './rectify-audit-findings.entry.js';
import { recordTrainingEntry } from './record-training.entry.js';
import { rectifyFindingsEntry } from './rectify-findings.entry.js';
import { recordAttendanceEntry } from './record-attendance.entry.js';
import { recordMinutesEntry } from './record-minutes.entry.js';
import { shortlistAgenciesEntry } from './shortlist-agencies.entry.js';
import { reviewRiskPointsEntry } from './review-risk-points.entry.js';
import { setAppraisalMeasuresEntry } from './set-appraisal-measures.entry.js';
import { answerReappraisalEntry } from './answer-reappraisal.entry.js';
import { determineReportEntry } from './determine-report.entry.js';
import { reviseReportEntry } from './revise-report.entry.js';
import { deliverRevisedReportEntry } from './deliver-revised-report.entry.js';
import { deliverReportsEntry } from './deliver-reports.entry.js';
import { explainOnSiteEntry } from './explain-on-site.entry.js';
import { judgeReferredReportsEntry } from './judge-referred-reports.entry.js';
import { setValueDateEntry, takeValueDateEntry } from './set-value-date.entry.js';
import { signCommissionEntry } from './sign-commission.entry.js';
import { voteOnReviewEntry } from './vote-on-review.entry.js';

/** Every entry, one per act that demands one. */
export const entries: readonly Entry[] = [
  defineScopeEntry,
  signCommissionEntry,
  chooseFormalModeEntry,
  proposeDisposalEntry,
  proposeStateGroundEntry,
  proposeCollectiveGroundEntry,
  issueFreezeNoticeEntry,
  negotiateEntry,
  recordWillingnessEntry,
  draftPlanEntry,
  registerOpinionsEntry,
  answerOpinionsEntry,
  holdHearingEntry,
  decideSigningOutcomeEntry,
  assignInspectorsInsideEntry,
  assignInspectorsOutsideEntry,
  recordInspectionInsideEntry,
  recordInspectionOutsideEntry,
  rectifyFindingsEntry,
  decideDisciplineEntry,
  compileConversionGatesEntry,
  prepareAgendaEntry,
  recordAttendanceEntry,
  recordMinutesEntry,
  carryOutDecisionEntry,
  composePanelEntry,
  declareTiesEntry,
  voteOnReviewEntry,
  drawUpOpinionEntry,
  enterAuditReportEntry,
  rectifyAuditFindingsEntry,
  handOverFilesEntry,
  agreeHandoverEntry,
  recordHandoverEntry,
  decideLateMoveOutEntry,
  deregisterRightsEntry,
  nameCandidatesEntry,
  callAgenciesEntry,
  shortlistAgenciesEntry,
  consultAgencyEntry,
  callLotteryEntry,
  conductLotteryEntry,
  prepareAppraisalEntry,
  setAppraisalMeasuresEntry,
  reviewRiskPointsEntry,
  assessEthicsEntry,
  assessAbilityEntry,
  recordTrainingEntry,
  certifyStaffEntry,
  assessStabilityRiskEntry,
  mitigateStabilityRiskEntry,
  holdExecutiveMeetingEntry,
  decideExpropriationEntry,
  recordLandApprovalEntry,
  trackExpropriationRemediesEntry,
  prepareDecisionReportEntry,
  serveDecisionReportEntry,
  hearHouseholdEntry,
  serveDecisionEntry,
  confirmRemediesEntry,
  demandPerformanceEntry,
  applyToCourtEntry,
  recordCourtRulingEntry,
  recordCompensationChoiceEntry,
  setValueDateEntry,
  takeValueDateEntry,
  enterPreliminaryResultsEntry,
  explainOnSiteEntry,
  issueFinalReportsEntry,
  judgeReferredReportsEntry,
  deliverReportsEntry,
  deliverRevisedReportEntry,
  answerReappraisalEntry,
  reviseReportEntry,
  determineReportEntry,
];

const byAct = new Map(entries.map((entry) => [entry.act, entry]));

export const entryFor = (act: ActName): Entry | undefined => byAct.get(act);
