import type { Logger } from 'pino';
import type { Database } from '../db/database.js';
import type { SampleAccount } from './contract/index.js';
import type { EnginePort } from './engine-port.js';
import type { LoginThrottle } from './login-throttle.js';

/** What routes work with. */
export interface Services {
  readonly db: Database;
  readonly engine: EnginePort;
  readonly throttle: LoginThrottle;
  readonly log: Logger;
  /** A demonstration may move its clock; a real installation never. */
  readonly demonstration: boolean;
  /** Offered at the sign-in page of a demonstration. */
  readonly sampleAccounts: readonly SampleAccount[];
  /** True where the engine's clock follows that of the facts by itself (the embedded engine). */
  readonly engineFollowsClock: boolean;
}
