import type { IncomingMessage, ServerResponse } from 'node:http';
import type { RawReply } from './contract-violations.js';

/** Calls `seen` with every whole reply, whoever asked: the official client, another one, or a bare request. */
export function observeReply(
  request: IncomingMessage,
  response: ServerResponse,
  seen: (reply: RawReply) => void,
): void {
  const chunks: Buffer[] = [];
  const collect = (chunk: unknown) => {
    if (typeof chunk === 'string') chunks.push(Buffer.from(chunk));
    else if (chunk instanceof Uint8Array) chunks.push(Buffer.from(chunk));
  };
  const { method = '', url = '' } = request;
  response.write = new Proxy(response.write.bind(response), {
    apply: (write, _self, args: Parameters<typeof response.write>) => {
      collect(args[0]);
      return write(...args);
    },
  });
  response.end = new Proxy(response.end.bind(response), {
    apply: (end, _self, args: [unknown, BufferEncoding]) => {
      collect(args[0]);
      seen({
        method,
        path: url.replace(/\?.*$/s, ''),
        status: response.statusCode,
        contentType: response.getHeader('content-type')?.toString(),
        body: Buffer.concat(chunks),
      });
      return end(...args);
    },
  });
}
