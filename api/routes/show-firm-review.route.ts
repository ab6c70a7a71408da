import { idParams, firmReviewSheet } from '../contract/index.js';
import { defineRoute } from '../define-route.js';
import { firmReviewSections } from '../present/firm-review-sheet.js';

/** 一次评议或排查: results only after the time is over; single votes never. */
export const showFirmReviewRoute = defineRoute({
  method: 'get',
  path: '/firm-reviews/:id',
  access: 'staff',
  summary: '一次评议或风险排查的内容',
  params: idParams,
  answer: firmReviewSheet,
  handle: async ({ params: { id } }, { db }) => ({
    status: 200,
    body: { sections: await db.transaction((tx) => firmReviewSections(tx, id)) },
  }),
});
