/** The one clock (`/api/clock`) and the state of the parts (`/api/health`). */
import { z } from 'zod';
import { instant } from './formats.js';

export const clockView = z.object({
  now: instant,
  /** True when an administrator of the demonstration holds the clock. */
  pinned: z.boolean(),
  /** The next moment something is due (end of a notice, a payment term), null when nothing is. */
  nextDueAt: instant.nullable(),
});
export type ClockView = z.infer<typeof clockView>;

/** `POST /api/clock`: forward only, demonstration only. */
export const moveClockBody = z.object({ to: instant });
export type MoveClockBody = z.infer<typeof moveClockBody>;

export const partHealth = z.enum(['up', 'down']);
/** 200 when every part is up, else 503 with the same body. */
export const health = z.object({ status: partHealth, database: partHealth, engine: partHealth });
export type Health = z.infer<typeof health>;
