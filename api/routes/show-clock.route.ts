import { clockView } from '../contract/index.js';
import { readClock } from '../clock-view.js';
import { defineRoute } from '../define-route.js';

export const showClockRoute = defineRoute({
  method: 'get',
  path: '/clock',
  access: 'anyone',
  summary: '系统时钟与下一个到期时刻',
  answer: clockView,
  handle: async (_input, { db }) => ({ status: 200, body: await readClock(db) }),
});
