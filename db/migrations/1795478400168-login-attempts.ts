import { forwardOnly } from './forward-only.js';

/**
 * Wrong attempts to sign in, by name and by address, so that all processes count together and a restart forgets nothing.
 * No evidence: keys are hashes, and what is older than an hour goes away.
 */
export const LoginAttempts1795478400168 = forwardOnly(
  'LoginAttempts1795478400168',
  `
  CREATE TABLE login_attempt (
    key text PRIMARY KEY CHECK (key ~ '^(name|address):[0-9a-f]{64}$'),
    failures double precision NOT NULL CHECK (failures >= 0),
    last_ms bigint NOT NULL
  );
  CREATE INDEX login_attempt_by_time ON login_attempt (last_ms);
  `,
);
