import { DatabaseClock } from '../../db/clock/database-clock.js';
import { formatInstant } from '../../rules/dates.js';
import { ApiError } from '../api-error.js';
import { clockView, moveClockBody } from '../contract/index.js';
import { readClock } from '../clock-view.js';
import { defineRoute } from '../define-route.js';

/**
 * 推进演示时钟: forward only, in a demonstration only. First the facts' clock, then the engine's: should the second
 * fail, sending the same request again puts both right.
 */
export const moveClockRoute = defineRoute({
  method: 'post',
  path: '/clock',
  access: 'move-clock',
  summary: '推进演示时钟（仅限演示环境）',
  body: moveClockBody,
  answer: clockView,
  handle: async ({ body }, { db, engine, demonstration, engineFollowsClock }) => {
    if (!demonstration || !(db.clock instanceof DatabaseClock)) {
      throw new ApiError('REFUSED', '正式环境的时钟不能推进，期限须如实届满。');
    }
    const to = new Date(body.to);
    const { now } = await readClock(db);
    // A clock that stands a moment past `to` is the first attempt come back: it went on running meanwhile.
    if (to.getTime() < Date.parse(now) - REPEAT_MS)
      throw new ApiError('REFUSED', `时钟只能向前推进，现在是 ${formatInstant(now)}。`);
    if (to.getTime() > Date.parse(now)) await db.clock.moveClock(to.toISOString());
    await engine.application.pinClock(to);
    if (engineFollowsClock) await engine.application.resetClock();
    return { status: 200, body: await readClock(db) };
  },
});

/** How long after a move the same request still counts as a repetition. */
const REPEAT_MS = 60_000;
