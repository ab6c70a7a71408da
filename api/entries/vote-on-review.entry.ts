import { z } from 'zod';
import { storeBallot } from '../../db/repositories/review-panel.repository.js';
import { getReview } from '../../db/repositories/reviews.repository.js';
import { panelVoteTerms } from '../../rules/panel/special-problem.js';
import { defineEntry } from './define-entry.js';
import { choice, longText } from './fields.js';

/** 评议表决: one vote a member, with the member's own reason; not shown to anybody before the count. */
export const voteOnReviewEntry = defineEntry({
  act: 'vote-on-review',
  replaces: 'task',
  fields: z.object({
    vote: choice({ title: '对拟处理意见' }, panelVoteTerms),
    reason: longText({ title: '理由', hint: '计票后汇入评议意见，不写本人姓名；个人表决不公开' }, 500),
  }),
  store: async (tx, { entryId, taskCase, personId }, { vote, reason }) => {
    const { id: reviewId, hearing, sitting } = await getReview(tx, taskCase.id);
    await storeBallot(tx, { entryId, reviewId, hearing, sitting, personId, vote, reason });
  },
});
