import type { Route } from '../define-route.js';
import { addRegisterEntryRoute } from './add-register-entry.route.js';
import { answerObjectionRoute } from './answer-objection.route.js';
import { callMeetingRoute } from './call-meeting.route.js';
import { castBallotRoute } from './cast-ballot.route.js';
import { castVoteRoute } from './cast-vote.route.js';
import { checkCatchUpRoute } from './check-catch-up.route.js';
import { checkFileRoute } from './check-file.route.js';
import { claimTaskRoute } from './claim-task.route.js';
import { completeTaskRoute } from './complete-task.route.js';
import { correctPayeeRoute } from './correct-payee.route.js';
import { declareRelationshipRoute } from './declare-relationship.route.js';
import { depositFundsRoute } from './deposit-funds.route.js';
import { downloadAgreementRoute } from './download-agreement.route.js';
import { downloadBankFileRoute } from './download-bank-file.route.js';
import { downloadCaseDocumentRoute } from './download-case-document.route.js';
import { downloadDocumentRoute } from './download-document.route.js';
import { downloadReceiptRoute } from './download-receipt.route.js';
import { downloadSignedAgreementRoute } from './download-signed-agreement.route.js';
import { downloadWorksheetRoute } from './download-worksheet.route.js';
import { endRelationshipRoute } from './end-relationship.route.js';
import { fileObjectionRoute } from './file-objection.route.js';
import { fileOpinionRoute } from './file-opinion.route.js';
import { householdSignInRoute } from './household-sign-in.route.js';
import { importBankStatementRoute } from './import-bank-statement.route.js';
import { importHouseholdsRoute } from './import-households.route.js';
import { issueAccessCodeRoute } from './issue-access-code.route.js';
import { issueOwnerCodeRoute } from './issue-owner-code.route.js';
import { issueBallotsRoute } from './issue-ballots.route.js';
import { listBasesRoute } from './list-bases.route.js';
import { listAlarmsRoute } from './list-alarms.route.js';
import { listHouseholdsRoute } from './list-households.route.js';
import { listInspectionsRoute } from './list-inspections.route.js';
import { listMeetingsRoute } from './list-meetings.route.js';
import { listProjectsRoute } from './list-projects.route.js';
import { listPublicNoticesRoute } from './list-public-notices.route.js';
import { listLedgerEntriesRoute } from './list-ledger-entries.route.js';
import { listLedgerRootsRoute } from './list-ledger-roots.route.js';
import { listPublicProjectsRoute } from './list-public-projects.route.js';
import { listRegistersRoute } from './list-registers.route.js';
import { listFirmReviewsRoute } from './list-firm-reviews.route.js';
import { listSampleAccountsRoute } from './list-sample-accounts.route.js';
import { listSpecialProblemsRoute } from './list-special-problems.route.js';
import { listStaffRoute } from './list-staff.route.js';
import { listTasksRoute } from './list-tasks.route.js';
import { makeListVersionRoute } from './make-list-version.route.js';
import { moveClockRoute } from './move-clock.route.js';
import { objectToReportRoute } from './object-to-report.route.js';
import { abortDrawRoute } from './abort-draw.route.js';
import { announceDrawRoute } from './announce-draw.route.js';
import { commitToDrawRoute } from './commit-to-draw.route.js';
import { downloadDrawRoute } from './download-draw.route.js';
import { listOwnDrawsRoute } from './list-own-draws.route.js';
import { listPublicDrawsRoute } from './list-public-draws.route.js';
import { revealForDrawRoute } from './reveal-for-draw.route.js';
import { showPublicDrawRoute } from './show-public-draw.route.js';
import { openInspectionRoute } from './open-inspection.route.js';
import { openSigningRoute } from './open-signing.route.js';
import { raiseMatterRoute } from './raise-matter.route.js';
import { proposeSpecialProblemRoute } from './propose-special-problem.route.js';
import { readBallotsRoute } from './read-ballots.route.js';
import { proposeStaffRoute } from './propose-staff.route.js';
import { recordAreaDeterminationRoute } from './record-area-determination.route.js';
import { recordAreaSurveyRoute } from './record-area-survey.route.js';
import { recordEntryRoute } from './record-entry.route.js';
import { recordOutreachRoute } from './record-outreach.route.js';
import { recordPaperSignatureRoute } from './record-paper-signature.route.js';
import { readLedgerFeedRoute } from './read-ledger-feed.route.js';
import { registerProjectRoute } from './register-project.route.js';
import { releaseTaskRoute } from './release-task.route.js';
import { settleCatchUpRoute } from './settle-catch-up.route.js';
import { settleBankExceptionRoute } from './settle-bank-exception.route.js';
import { showAccountBookRoute } from './show-account-book.route.js';
import { showAgencyChoiceRoute } from './show-agency-choice.route.js';
import { showAgreementRoute } from './show-agreement.route.js';
import { showAppraisalRoute } from './show-appraisal.route.js';
import { showDecisionRoute } from './show-decision.route.js';
import { showBallotsRoute } from './show-ballots.route.js';
import { showBallotSheetRoute } from './show-ballot-sheet.route.js';
import { showClockRoute } from './show-clock.route.js';
import { showHouseholdProcessRoute } from './show-household-process.route.js';
import { showHouseholdRoute } from './show-household.route.js';
import { showInspectionRoute } from './show-inspection.route.js';
import { showMoveOutRoute } from './show-move-out.route.js';
import { showMyCaseRoute } from './show-my-case.route.js';
import { showMyVotesRoute } from './show-my-votes.route.js';
import { showMyHouseRoute } from './show-my-house.route.js';
import { showPaymentListRoute } from './show-payment-list.route.js';
import { showProjectPlansRoute } from './show-project-plans.route.js';
import { showProjectClosingRoute } from './show-project-closing.route.js';
import { showProjectRoute } from './show-project.route.js';
import { showPublicNoticeRoute } from './show-public-notice.route.js';
import { showRegisterRoute } from './show-register.route.js';
import { showEvidenceChainRoute } from './show-evidence-chain.route.js';
import { showExpropriationRoute, showPublicExpropriationRoute } from './show-expropriation.route.js';
import { showFirmReviewRoute } from './show-firm-review.route.js';
import { showSessionRoute } from './show-session.route.js';
import { showTaskRoute } from './show-task.route.js';
import { showVoteRecordsRoute } from './show-vote-records.route.js';
import { signAsHouseholdRoute } from './sign-as-household.route.js';
import { signAsOfficerRoute } from './sign-as-officer.route.js';
import { signAsOwnerRoute } from './sign-as-owner.route.js';
import { signInRoute } from './sign-in.route.js';
import { signOutRoute } from './sign-out.route.js';
import { uploadTaskDocumentRoute } from './upload-task-document.route.js';
import { uploadDocumentRoute } from './upload-document.route.js';

/** Every route of the interface below `/api`. */
export const routes: readonly Route[] = [
  addRegisterEntryRoute,
  answerObjectionRoute,
  checkFileRoute,
  claimTaskRoute,
  recordEntryRoute,
  uploadTaskDocumentRoute,
  completeTaskRoute,
  correctPayeeRoute,
  declareRelationshipRoute,
  depositFundsRoute,
  downloadAgreementRoute,
  downloadBankFileRoute,
  downloadCaseDocumentRoute,
  downloadDocumentRoute,
  downloadReceiptRoute,
  downloadSignedAgreementRoute,
  downloadWorksheetRoute,
  endRelationshipRoute,
  fileObjectionRoute,
  fileOpinionRoute,
  householdSignInRoute,
  importBankStatementRoute,
  importHouseholdsRoute,
  issueAccessCodeRoute,
  issueOwnerCodeRoute,
  listBasesRoute,
  listAlarmsRoute,
  listHouseholdsRoute,
  listInspectionsRoute,
  listProjectsRoute,
  listPublicNoticesRoute,
  listPublicProjectsRoute,
  listLedgerEntriesRoute,
  listLedgerRootsRoute,
  listRegistersRoute,
  listSampleAccountsRoute,
  listSpecialProblemsRoute,
  listStaffRoute,
  listTasksRoute,
  makeListVersionRoute,
  moveClockRoute,
  openInspectionRoute,
  abortDrawRoute,
  announceDrawRoute,
  commitToDrawRoute,
  downloadDrawRoute,
  listOwnDrawsRoute,
  listPublicDrawsRoute,
  revealForDrawRoute,
  showPublicDrawRoute,
  openSigningRoute,
  proposeSpecialProblemRoute,
  readBallotsRoute,
  recordAreaDeterminationRoute,
  recordAreaSurveyRoute,
  proposeStaffRoute,
  recordOutreachRoute,
  recordPaperSignatureRoute,
  readLedgerFeedRoute,
  registerProjectRoute,
  releaseTaskRoute,
  settleBankExceptionRoute,
  showAccountBookRoute,
  showAgencyChoiceRoute,
  showVoteRecordsRoute,
  showAgreementRoute,
  showAppraisalRoute,
  showDecisionRoute,
  showEvidenceChainRoute,
  showBallotsRoute,
  showClockRoute,
  showHouseholdProcessRoute,
  showHouseholdRoute,
  showInspectionRoute,
  showMoveOutRoute,
  showMyCaseRoute,
  showMyVotesRoute,
  castVoteRoute,
  showMyHouseRoute,
  showPaymentListRoute,
  showProjectRoute,
  showProjectPlansRoute,
  showPublicNoticeRoute,
  showRegisterRoute,
  showSessionRoute,
  showTaskRoute,
  signAsHouseholdRoute,
  signAsOfficerRoute,
  signAsOwnerRoute,
  signInRoute,
  signOutRoute,
  uploadDocumentRoute,
  listMeetingsRoute,
  callMeetingRoute,
  raiseMatterRoute,
  checkCatchUpRoute,
  settleCatchUpRoute,
  showProjectClosingRoute,
  listFirmReviewsRoute,
  showExpropriationRoute,
  showPublicExpropriationRoute,
  showFirmReviewRoute,
  issueBallotsRoute,
  showBallotSheetRoute,
  castBallotRoute,
  objectToReportRoute,
];
