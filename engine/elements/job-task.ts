import type { ElementBehavior } from './behavior.js';
import { createElementJob } from './jobs.js';

/** Service and send task: one job for a worker. */
export const jobTask: ElementBehavior = {
  activate: createElementJob,
};
