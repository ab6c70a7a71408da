import { adoptMinutesWorker } from './adopt-minutes.worker.js';
import { announceAppraiserWorker } from './announce-appraiser.worker.js';
import { announceExpropriationWorker } from './announce-expropriation.worker.js';
import { archiveNoticeWorker } from './archive-notice.worker.js';
import { assessOpinionsWorker } from './assess-opinions.worker.js';
import { assessSigningWorker } from './assess-signing.worker.js';
import { assessWillingnessWorker } from './assess-willingness.worker.js';
import { carryOutDisposalWorker } from './carry-out-disposal.worker.js';
import { checkProjectFilesWorker } from './check-project-files.worker.js';
import { checkSpecialAccountWorker } from './check-special-account.worker.js';
import { closeAppraisalWorker } from './close-appraisal.worker.js';
import { closeHouseholdCaseWorker } from './close-household-case.worker.js';
import { closeInspectionWorker } from './close-inspection.worker.js';
import { closeMeetingWorker } from './close-meeting.worker.js';
import { closeObjectionWorker } from './close-objection.worker.js';
import { closeProjectWorker } from './close-project.worker.js';
import { closeRiskReviewWorker } from './close-risk-review.worker.js';
import { compareAreaSurveysWorker } from './compare-area-surveys.worker.js';
import { compareBallotsWorker } from './compare-ballots.worker.js';
import { computeCompensationWorker } from './compute-compensation.worker.js';
import { concludeDecisionWorker } from './conclude-decision.worker.js';
import { concludePlanWorker } from './conclude-plan.worker.js';
import { concludeReviewWorker } from './conclude-review.worker.js';
import { convertProjectWorker } from './convert-project.worker.js';
import { countCompensationFundsWorker } from './count-compensation-funds.worker.js';
import { countOpenObjectionsWorker } from './count-open-objections.worker.js';
import { drawAppraiserWorker } from './draw-appraiser.worker.js';
import { endRightToActWorker } from './end-right-to-act.worker.js';
import { escalateDecisionWorker } from './escalate-decision.worker.js';
import { escalateRectificationWorker } from './escalate-rectification.worker.js';
import { evaluateInspectionWorker } from './evaluate-inspection.worker.js';
import { extendSigningWorker } from './extend-signing.worker.js';
import { freezeAreaListWorker } from './freeze-area-list.worker.js';
import { guardAssignmentWorker } from './guard-assignment.worker.js';
import { guardCompletionWorker } from './guard-completion.worker.js';
import { handDownCorrectionWorker } from './hand-down-correction.worker.js';
import { issueDecisionWorker } from './issue-compensation-decision.worker.js';
import { issueExpropriationWorker } from './issue-expropriation.worker.js';
import { issueRectificationOpinionWorker } from './issue-rectification-opinion.worker.js';
import { keepLeastMeasureWorker } from './keep-least-measure.worker.js';
import { leaveNegotiationWorker } from './leave-negotiation.worker.js';
import { listConversionEffectsWorker } from './list-conversion-effects.worker.js';
import { listDeterminedAreaWorker } from './list-determined-area.worker.js';
import { listProjectFilesWorker } from './list-project-files.worker.js';
import { makeAgreementsEffectiveWorker } from './make-agreements-effective.worker.js';
import { openAgencyVoteWorker } from './open-agency-vote.worker.js';
import { openAreaSurveyWorker } from './open-area-survey.worker.js';
import { openDeclarationsWorker } from './open-declarations.worker.js';
import { openDemocraticAppraisalsWorker } from './open-democratic-appraisals.worker.js';
import { openExpropriationWorker } from './open-expropriation.worker.js';
import { openFormalTrackWorker } from './open-formal-track.worker.js';
import { openNegotiationRoundWorker } from './open-negotiation-round.worker.js';
import { openObjectionWindowWorker } from './open-objection-window.worker.js';
import { openPlanWorker } from './open-plan.worker.js';
import { openRegularMeetingWorker } from './open-regular-meeting.worker.js';
import { openRiskReviewsWorker } from './open-risk-reviews.worker.js';
import { openSurveyRoundWorker } from './open-survey-round.worker.js';
import { planInspectionsWorker } from './plan-inspections.worker.js';
import { prepareAgreementWorker } from './prepare-agreement.worker.js';
import { prepareAuditNoticeWorker } from './prepare-audit-notice.worker.js';
import { prepareConversionNoticeWorker } from './prepare-conversion-notice.worker.js';
import { announceDeliveriesWorker } from './announce-deliveries.worker.js';
import { handDownReportsWorker } from './hand-down-reports.worker.js';
import { prepareAppraisalNoticeWorker } from './prepare-appraisal-notice.worker.js';
import { referMajorReportsWorker } from './refer-major-reports.worker.js';
import { prepareLaunchNoticeWorker } from './prepare-launch-notice.worker.js';
import { prepareNoticeWorker } from './prepare-notice.worker.js';
import { preparePlanNoticeWorker } from './prepare-plan-notice.worker.js';
import { prepareReviewNoticeWorker } from './prepare-review-notice.worker.js';
import { prepareSelectionNoticeWorker } from './prepare-selection-notice.worker.js';
import { proposeConversionWorker } from './propose-conversion.worker.js';
import { publishNoticeWorker } from './publish-notice.worker.js';
import { putRuleChangeInForceWorker } from './put-rule-change-in-force.worker.js';
import { raiseOverdueAlarmWorker } from './raise-overdue-alarm.worker.js';
import { raiseReminderWorker } from './raise-reminder.worker.js';
import { readAgendaWorker } from './read-agenda.worker.js';
import { readAppraisalDeadlineWorker } from './read-appraisal-deadline.worker.js';
import { readAuditReportWorker } from './read-audit-report.worker.js';
import { readCertificateWorker } from './read-certificate.worker.js';
import { readExpropriationReturnWorker } from './read-expropriation-return.worker.js';
import { readFormalModeWorker } from './read-formal-mode.worker.js';
import { recordChosenAppraiserWorker } from './record-chosen-appraiser.worker.js';
import { recordFileBagReturnWorker } from './record-file-bag-return.worker.js';
import { referUnsignedHouseholdsWorker } from './refer-unsigned-households.worker.js';
import { refuseConversionWorker } from './refuse-conversion.worker.js';
import { refuseExpropriationWorker } from './refuse-expropriation.worker.js';
import { registerCertificateWorker } from './register-certificate.worker.js';
import { remindRenewalWorker } from './remind-renewal.worker.js';
import { reportOutsideFindingsWorker } from './report-outside-findings.worker.js';
import { reserveDecisionFundsWorker } from './reserve-decision-funds.worker.js';
import { scheduleHandoverWorker } from './schedule-handover.worker.js';
import { sealAgreementWorker } from './seal-agreement.worker.js';
import { sealLedgerDayWorker } from './seal-ledger-day.worker.js';
import { sendBankFileWorker } from './send-bank-file.worker.js';
import { settleHandoverWorker } from './settle-handover.worker.js';
import { settlePanelWorker } from './settle-panel.worker.js';
import { settlePaymentsWorker } from './settle-payments.worker.js';
import { settleProjectWorker } from './settle-project.worker.js';
import { settleReportObjectionWorker } from './settle-report-objection.worker.js';
import { tallyAppraisalWorker } from './tally-appraisal.worker.js';
import { tallyAppraiserVoteWorker } from './tally-appraiser-vote.worker.js';
import { tallyReviewWorker } from './tally-review.worker.js';
import { terminateSigningWorker } from './terminate-signing.worker.js';
import { watchDeadlinesWorker } from './watch-deadlines.worker.js';
import { watchDemandWorker } from './watch-demand.worker.js';
import { watchRemediesWorker } from './watch-remedies.worker.js';
import { withdrawDecisionWorker } from './withdraw-decision.worker.js';
import type { Worker } from './define-worker.js';

/** Every worker: one per job type that the diagrams name. */
export const workers: readonly Worker[] = [
  adoptMinutesWorker,
  announceAppraiserWorker,
  announceExpropriationWorker,
  archiveNoticeWorker,
  assessOpinionsWorker,
  assessSigningWorker,
  assessWillingnessWorker,
  carryOutDisposalWorker,
  checkProjectFilesWorker,
  checkSpecialAccountWorker,
  closeAppraisalWorker,
  closeHouseholdCaseWorker,
  closeInspectionWorker,
  closeMeetingWorker,
  closeObjectionWorker,
  closeProjectWorker,
  closeRiskReviewWorker,
  compareAreaSurveysWorker,
  compareBallotsWorker,
  computeCompensationWorker,
  concludeDecisionWorker,
  concludePlanWorker,
  concludeReviewWorker,
  convertProjectWorker,
  countCompensationFundsWorker,
  countOpenObjectionsWorker,
  drawAppraiserWorker,
  endRightToActWorker,
  escalateDecisionWorker,
  escalateRectificationWorker,
  evaluateInspectionWorker,
  extendSigningWorker,
  freezeAreaListWorker,
  guardAssignmentWorker,
  guardCompletionWorker,
  issueDecisionWorker,
  issueExpropriationWorker,
  issueRectificationOpinionWorker,
  keepLeastMeasureWorker,
  leaveNegotiationWorker,
  listConversionEffectsWorker,
  listDeterminedAreaWorker,
  listProjectFilesWorker,
  makeAgreementsEffectiveWorker,
  openAgencyVoteWorker,
  openAreaSurveyWorker,
  openDeclarationsWorker,
  openDemocraticAppraisalsWorker,
  openExpropriationWorker,
  openFormalTrackWorker,
  openNegotiationRoundWorker,
  openObjectionWindowWorker,
  openPlanWorker,
  openRegularMeetingWorker,
  openRiskReviewsWorker,
  openSurveyRoundWorker,
  planInspectionsWorker,
  prepareAgreementWorker,
  prepareAuditNoticeWorker,
  prepareConversionNoticeWorker,
  announceDeliveriesWorker,
  handDownReportsWorker,
  prepareAppraisalNoticeWorker,
  referMajorReportsWorker,
  prepareLaunchNoticeWorker,
  prepareNoticeWorker,
  preparePlanNoticeWorker,
  prepareReviewNoticeWorker,
  prepareSelectionNoticeWorker,
  proposeConversionWorker,
  publishNoticeWorker,
  putRuleChangeInForceWorker,
  raiseOverdueAlarmWorker,
  raiseReminderWorker,
  readAgendaWorker,
  readAppraisalDeadlineWorker,
  readAuditReportWorker,
  readCertificateWorker,
  readExpropriationReturnWorker,
  readFormalModeWorker,
  recordChosenAppraiserWorker,
  recordFileBagReturnWorker,
  referUnsignedHouseholdsWorker,
  refuseConversionWorker,
  refuseExpropriationWorker,
  registerCertificateWorker,
  remindRenewalWorker,
  reportOutsideFindingsWorker,
  reserveDecisionFundsWorker,
  scheduleHandoverWorker,
  sealAgreementWorker,
  sealLedgerDayWorker,
  sendBankFileWorker,
  settleHandoverWorker,
  settlePanelWorker,
  settlePaymentsWorker,
  settleProjectWorker,
  handDownCorrectionWorker,
  settleReportObjectionWorker,
  tallyAppraisalWorker,
  tallyAppraiserVoteWorker,
  tallyReviewWorker,
  terminateSigningWorker,
  watchDeadlinesWorker,
  watchDemandWorker,
  watchRemediesWorker,
  withdrawDecisionWorker,
];
