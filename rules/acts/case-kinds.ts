/** Kinds of cases, each with the variable of a process that holds the id of such a case. */
export const CASE_VARIABLES = {
  household: 'householdId',
  inspection: 'inspectionId',
  notice: 'noticeId',
  objection: 'objectionId',
  'payment-list': 'listId',
  project: 'projectId',
  review: 'reviewId',
  'staff-member': 'staffMemberId',
  track: 'trackId',
  conversion: 'conversionId',
  meeting: 'meetingId',
  'meeting-decision': 'decisionId',
  'yearly-review': 'reviewId',
  'register-entry': 'registerEntryId',
  vote: 'voteId',
  'compensation-decision': 'decisionId',
  'appraisal-report': 'reportId',
  'archive-disposal': 'disposalId',
} as const satisfies Record<string, string>;

export type CaseKind = keyof typeof CASE_VARIABLES;
