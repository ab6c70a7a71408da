import { z } from 'zod';
import { defineOperation, noContent } from '../operation.js';
import type { Operation } from '../operation.js';

/** The end of the year 9999: dates of more than four digits have other notations. */
const LAST_INSTANT = Date.UTC(9999, 11, 31);

export const clockOperations: readonly Operation[] = [
  defineOperation({
    id: 'pinClock',
    method: 'put',
    path: '/clock',
    permission: 'operate',
    body: z.object({ timestamp: z.int().min(0).max(LAST_INSTANT) }),
    handle: async ({ body }, { engine }) => {
      await engine.pinClock(body);
      return noContent;
    },
  }),
  defineOperation({
    id: 'resetClock',
    method: 'post',
    path: '/clock/reset',
    permission: 'operate',
    handle: async (_call, { engine }) => {
      await engine.resetClock();
      return noContent;
    },
  }),
];
