import { expropriationView, idParams } from '../contract/index.js';
import { defineRoute } from '../define-route.js';
import { expropriationForAll, expropriationForStaff } from '../present/expropriation-page.js';

/** 征收决定: risk, money, meeting, decision, notices, remedies and who did what, for staff. */
export const showExpropriationRoute = defineRoute({
  method: 'get',
  path: '/tracks/:id/expropriation',
  access: 'read-case',
  summary: '征收一轨的决定：风险、资金、会议、决定、公告、复议与诉讼',
  params: idParams,
  answer: expropriationView,
  handle: async ({ params }, { db }) => ({
    status: 200,
    body: await db.transaction((tx) => expropriationForStaff(tx, params.id)),
  }),
});

/** The published part of it, for everybody. */
export const showPublicExpropriationRoute = defineRoute({
  method: 'get',
  path: '/public/tracks/:id/expropriation',
  access: 'anyone',
  summary: '公示板：征收决定与救济期限',
  params: idParams,
  answer: expropriationView,
  handle: async ({ params }, { db }) => ({
    status: 200,
    body: await db.transaction((tx) => expropriationForAll(tx, params.id)),
  }),
});
