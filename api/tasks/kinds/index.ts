import type { CaseKind } from '../../../rules/acts.js';
import { appraisalReportKind } from './appraisal-report.kind.js';
import { archiveDisposalKind } from './archive-disposal.kind.js';
import type { CaseKindWork } from './case-kind-work.js';
import { compensationDecisionKind } from './compensation-decision.kind.js';
import { conversionKind } from './conversion.kind.js';
import { householdKind } from './household.kind.js';
import { inspectionKind } from './inspection.kind.js';
import { meetingDecisionKind } from './meeting-decision.kind.js';
import { meetingKind } from './meeting.kind.js';
import { noticeKind } from './notice.kind.js';
import { objectionKind } from './objection.kind.js';
import { paymentListKind } from './payment-list.kind.js';
import { projectKind } from './project.kind.js';
import { registerEntryKind } from './register-entry.kind.js';
import { reviewKind } from './review.kind.js';
import { staffMemberKind } from './staff-member.kind.js';
import { trackKind } from './track.kind.js';
import { voteKind } from './vote.kind.js';
import { yearlyReviewKind } from './yearly-review.kind.js';

/** Every kind of case, as the workbench shows it. */
export const CASE_KINDS: Readonly<Record<CaseKind, CaseKindWork>> = {
  household: householdKind,
  inspection: inspectionKind,
  notice: noticeKind,
  objection: objectionKind,
  'payment-list': paymentListKind,
  project: projectKind,
  review: reviewKind,
  'staff-member': staffMemberKind,
  track: trackKind,
  conversion: conversionKind,
  meeting: meetingKind,
  'meeting-decision': meetingDecisionKind,
  'yearly-review': yearlyReviewKind,
  'register-entry': registerEntryKind,
  vote: voteKind,
  'compensation-decision': compensationDecisionKind,
  'appraisal-report': appraisalReportKind,
  'archive-disposal': archiveDisposalKind,
};

/** One question made of the part of each kind, with the kind in front. */
export const unionOfKinds = (part: (work: CaseKindWork) => string): string =>
  Object.entries(CASE_KINDS)
    .map(([kind, work]) => `SELECT '${kind}' AS kind, each.* FROM (${part(work)}) each`)
    .join('\n  UNION ALL ');
