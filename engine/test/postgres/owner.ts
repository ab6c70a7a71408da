/**
 * A process that owns a server, for tests that kill it: node --import tsx owner.ts DIRECTORY, or without one for the
 * temporary server. Prints the server's address and then stays, Ctrl-C or not.
 */
import { startPostgres, startTestPostgres } from '../../postgres/index.js';

const [directory] = process.argv.slice(2);
const server = await (directory ? startPostgres({ dataDir: directory }) : startTestPostgres());
process.on('SIGINT', () => undefined);
console.log(server.url());
