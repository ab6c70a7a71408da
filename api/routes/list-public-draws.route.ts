import { latestDraws } from '../../db/repositories/draw-records.repository.js';
import { drawList } from '../contract/index.js';
import { defineRoute } from '../define-route.js';
import { drawRowView } from '../present/draw.js';

/** 抽签公示: every draw from its announcement on, aborted ones too. */
export const listPublicDrawsRoute = defineRoute({
  method: 'get',
  path: '/public/draws',
  access: 'anyone',
  summary: '公示板：摇号和抽查的抽签，含已中止的',
  answer: drawList,
  handle: async (_input, { db }) => {
    const draws = await db.transaction(async (tx) => {
      const now = await tx.now();
      return (await latestDraws(tx)).map((facts) => drawRowView(facts, now));
    });
    return { status: 200, body: { draws } };
  },
});
