import { drawFacts } from '../../db/repositories/draw-records.repository.js';
import { drawView, idParams } from '../contract/index.js';
import { defineRoute } from '../define-route.js';
import { drawView as present } from '../present/draw.js';

export const showPublicDrawRoute = defineRoute({
  method: 'get',
  path: '/public/draws/:id',
  access: 'anyone',
  summary: '公示板：一次抽签及其可以重算的文件',
  params: idParams,
  answer: drawView,
  handle: async ({ params }, { db }) => {
    const body = await db.transaction(async (tx) => present(await drawFacts(tx, params.id), await tx.now()));
    return { status: 200, body };
  },
});
