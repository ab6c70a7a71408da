/** The embedded PostgreSQL server. Knows nothing of the engine; the engine's entry and the application start it. */
export { PostgresError, type PostgresFault } from './errors.js';
export { createDatabase, dropDatabase, type Postgres } from './running-server.js';
export { freePort, startPostgres, type PostgresOptions } from './start-postgres.js';
export { startTestPostgres } from './start-test-postgres.js';
