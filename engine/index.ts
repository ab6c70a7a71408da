export { Engine } from './engine.js';
export type { EngineOptions } from './engine.js';
export { Rejection } from './commands/rejection.js';
export type { RejectionType } from './commands/rejection.js';
export { systemClock } from './clock.js';
export type { Clock } from './clock.js';
export type * from './commands/requests.js';
export type { ElementType, ProcessModel } from './model/types.js';
