import { agencyChoice, idParams } from '../contract/index.js';
import { defineRoute } from '../define-route.js';
import { agencyChoiceOf } from '../present/agency-choice.js';

/** 评估机构如何选定: counts, lots and how to draw them again, for everybody. */
export const showAgencyChoiceRoute = defineRoute({
  method: 'get',
  path: '/public/tracks/:id/agency-choice',
  access: 'anyone',
  summary: '公示板：评估机构如何选定',
  params: idParams,
  answer: agencyChoice,
  handle: async ({ params }, { db }) => ({
    status: 200,
    body: await db.transaction((tx) => agencyChoiceOf(tx, params.id)),
  }),
});
