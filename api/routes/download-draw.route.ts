import { drawFacts } from '../../db/repositories/draw-records.repository.js';
import { drawFileText } from '../../rules/draw/draw-file.js';
import { ApiError } from '../api-error.js';
import { idParams } from '../contract/index.js';
import { defineRoute } from '../define-route.js';

/** The file that `npm run draw:verify` recomputes. */
export const downloadDrawRoute = defineRoute({
  method: 'get',
  path: '/public/draws/:id/file',
  access: 'anyone',
  summary: '公示板：下载一次抽签的文件（JSON）',
  params: idParams,
  handle: async ({ params }, { db }) => {
    const { record, open } = await db.transaction((tx) => drawFacts(tx, params.id));
    if (!open) throw new ApiError('NOT_FOUND');
    const bytes = Buffer.from(drawFileText(record), 'utf8');
    return { status: 200, file: { name: `抽签-${record.id}.json`, mediaType: 'application/json', bytes } };
  },
});
