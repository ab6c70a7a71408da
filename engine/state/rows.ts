/** The live rows, column for column as in store/schema.sql; times in ms, keys as decimal text. */
export type * from './rows/audit-log.js';
export type * from './rows/batch-operation.js';
export * from './rows/clock.js';
export type * from './rows/decisions.js';
export type * from './rows/element-instance.js';
export type * from './rows/global-task-listener.js';
export type * from './rows/incident.js';
export type * from './rows/job.js';
export type * from './rows/messages.js';
export type * from './rows/process-instance.js';
export type * from './rows/resources.js';
export type * from './rows/signal-subscription.js';
export type * from './rows/timer.js';
export type * from './rows/user-task.js';
export type * from './rows/variables.js';
