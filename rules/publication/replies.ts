import type { NoticeKind } from '../vocabulary/papers.js';

/** How a household may answer a notice while it is up: against its own result, or with what it thinks of a draft. */
export type Reply = 'objection' | 'opinion';

/**
 * RULES part 6: results of single households are displayed for objection (公示), a draft plan is put to opinions. The
 * preliminary appraisal is explained and corrected on the spot; its remedy is the re-appraisal of the delivered report.
 */
const REPLIES: Partial<Record<NoticeKind, Reply>> = {
  'area-list': 'objection',
  'hardship-recognition': 'objection',
  'review-opinion': 'objection',
  'plan-draft': 'opinion',
};

/** null where a notice only tells what was decided. */
export const replyTo = (kind: NoticeKind): Reply | null => REPLIES[kind] ?? null;
