import type { IncomingMessage } from 'node:http';

/** What a web framework that this is mounted in adds to a request. */
type Mounted = IncomingMessage & { readonly originalUrl?: string; readonly baseUrl?: string };

/** The address by which a caller has reached this server. */
export class Site {
  constructor(
    private readonly request: Mounted,
    private readonly basePath: string,
  ) {}

  /** With host and port, without a path. */
  get origin(): string {
    const { host } = this.request.headers;
    const { localAddress = 'localhost', localPort } = this.request.socket;
    return `${this.#isSecure ? 'https' : 'http'}://${host ?? `${localAddress}:${String(localPort)}`}`;
  }

  /** Without its port. */
  get hostname(): string {
    return (this.request.headers.host ?? '').replace(/:\d*$/, '');
  }

  get port(): number {
    return this.request.socket.localPort ?? 0;
  }

  /** Where the operations begin, as the caller sees it. */
  get path(): string {
    return `${this.request.baseUrl ?? ''}${this.basePath}`;
  }

  get #isSecure(): boolean {
    return 'encrypted' in this.request.socket && this.request.socket.encrypted === true;
  }
}

/** The path and the query of a request, as the caller has sent them. */
export function sentUrl(request: Mounted): string {
  return request.originalUrl ?? request.url ?? '/';
}
