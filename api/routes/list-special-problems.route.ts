import { reviewsOf } from '../../db/repositories/reviews.repository.js';
import type { Review } from '../../db/repositories/reviews.repository.js';
import type { Transaction } from '../../db/transaction.js';
import { mayReadCase } from '../authorize.js';
import { idParams, reviewList } from '../contract/index.js';
import type { ReviewView } from '../contract/index.js';
import { defineRoute } from '../define-route.js';
import { reviewSections } from '../present/review-sheet.js';

const stateOf = ({ outcome }: Review): string => {
  if (outcome === null) return '评议中';
  if (outcome === 'withdrawn') return '已撤回';
  return outcome === 'supported' ? '意见已生效' : '未获支持';
};

async function viewOf(tx: Transaction, review: Review): Promise<ReviewView> {
  const sections = await reviewSections(tx, review, false);
  return { id: review.id, number: review.number, stateLabel: stateOf(review), sections };
}

/** 公信评议: every special problem of a household, what was asked and what came of it; no vote of a member. */
export const listSpecialProblemsRoute = defineRoute({
  method: 'get',
  path: '/households/:id/special-problems',
  access: 'read-case',
  summary: '一户的公信评议',
  params: idParams,
  answer: reviewList,
  handle: async ({ params, caller }, { db }) => {
    mayReadCase(caller, params.id);
    const items = await db.transaction(async (tx) => {
      const views: ReviewView[] = [];
      for (const each of await reviewsOf(tx, params.id)) views.push(await viewOf(tx, each));
      return views;
    });
    return { status: 200, body: { items } };
  },
});
