import { once } from 'node:events';
import { createServer } from 'node:http';
import type { RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Listening {
  readonly url: string;
  close(): Promise<void>;
}

/** How long requests under way may go on while a server closes, in ms. */
const GRACE_MS = 2000;

/** The port is in use by another program. */
export class PortTakenError extends Error {
  override readonly name = 'PortTakenError';
}

/** Serves an app; port 0 takes a free one. Requests under way may end when it closes. */
export async function listen(app: RequestListener, host: string, port: number): Promise<Listening> {
  const server = createServer(app);
  server.listen(port, host);
  await once(server, 'listening').catch((error: unknown) => {
    throw translated(error, port);
  });
  const address = server.address() as AddressInfo;
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${String(address.port)}`,
    async close() {
      const closed = once(server, 'close');
      server.close();
      server.closeIdleConnections();
      const timer = setTimeout(() => {
        server.closeAllConnections();
      }, GRACE_MS);
      await closed;
      clearTimeout(timer);
    },
  };
}

function translated(error: unknown, port: number): unknown {
  const taken = typeof error === 'object' && error !== null && 'code' in error && error.code === 'EADDRINUSE';
  if (!taken) return error;
  const other = '请停止该程序，或用环境变量 PORT、ENGINE_PORT 换一个端口';
  return new PortTakenError(`端口 ${String(port)} 已被别的程序占用，${other}`);
}
