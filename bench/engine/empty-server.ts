/** A server that does nothing: every request is answered 204 at once. What a client reaches here is its own limit. */
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

const server = createServer((request, response) => {
  request.resume();
  response.writeHead(204).end();
});
server.listen(0, '127.0.0.1');
await once(server, 'listening');
process.stdout.write(`ready http://127.0.0.1:${String((server.address() as AddressInfo).port)}/v2\n`);
