import { listPublicNotices } from '../../db/repositories/notices.repository.js';
import { listProjects } from '../../db/repositories/projects.repository.js';
import { publicNotices } from '../contract/index.js';
import { defineRoute } from '../define-route.js';
import { publicNoticeRow } from '../present/public-notice.js';

/** The board: running notices first, then those archived. */
export const listPublicNoticesRoute = defineRoute({
  method: 'get',
  path: '/public/notices',
  access: 'anyone',
  summary: '公示板：公示与公告列表',
  answer: publicNotices,
  handle: async (_input, { db }) => {
    const body = await db.transaction(async (tx) => {
      const now = await tx.now();
      const names = new Map((await listProjects(tx)).map(({ id, name }) => [id, name]));
      const notices = await listPublicNotices(tx);
      return {
        now,
        notices: notices.map((notice) => publicNoticeRow(notice, names.get(notice.projectId) ?? '', now)),
      };
    });
    return { status: 200, body };
  },
});
