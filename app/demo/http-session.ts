import type { Finding, Problem } from '../../api/contract/index.js';

export class RefusedError extends Error {
  override readonly name = 'RefusedError';
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly findings: readonly Finding[] = [],
  ) {
    super(message);
  }
}

interface Init {
  readonly body?: string | FormData;
  readonly headers?: Readonly<Record<string, string>>;
}

/** One person (or one household) at the HTTP interface: keeps the session cookie, speaks JSON, turns refusals into errors. */
export class HttpSession {
  #cookie = '';
  #signedIn: Promise<unknown> | undefined;

  /** Whoever has a password signs in with the first thing that he does. */
  constructor(
    private readonly baseUrl: string,
    private readonly account?: { readonly username: string; readonly password: string },
  ) {}

  async get<T>(path: string): Promise<T> {
    return (await this.#send('GET', path)) as T;
  }

  async getText(path: string): Promise<string> {
    return (await this.#call('GET', path, {})).text();
  }

  async post<T = undefined>(path: string, body?: unknown): Promise<T> {
    return (await this.#send('POST', path, body)) as T;
  }

  async put<T = undefined>(path: string, body: unknown): Promise<T> {
    return (await this.#send('PUT', path, body)) as T;
  }

  async postAs<T>(contentType: string, path: string, text: string): Promise<T> {
    const response = await this.#call('POST', path, { body: text, headers: { 'content-type': contentType } });
    return (await response.json()) as T;
  }

  async upload<T>(path: string, fields: Record<string, string>, file: File): Promise<T> {
    const form = new FormData();
    for (const [name, value] of Object.entries(fields)) form.append(name, value);
    form.append('file', file);
    const response = await this.#call('POST', path, { body: form });
    return (await response.json()) as T;
  }

  async #send(method: string, path: string, body?: unknown): Promise<unknown> {
    const init =
      body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } };
    const response = await this.#call(method, path, init);
    const text = await response.text();
    return text === '' ? undefined : JSON.parse(text);
  }

  async #call(method: string, path: string, init: Init): Promise<Response> {
    if (this.account !== undefined) {
      const body = JSON.stringify(this.account);
      this.#signedIn ??= this.#ask('POST', '/api/session', { body, headers: { 'content-type': 'application/json' } });
      await this.#signedIn;
    }
    return this.#ask(method, path, init);
  }

  async #ask(method: string, path: string, init: Init): Promise<Response> {
    const response = await fetch(`${this.baseUrl}${path}`, {
      ...init,
      method,
      headers: { origin: this.baseUrl, cookie: this.#cookie, ...init.headers },
    });
    const cookies = response.headers.getSetCookie().map((cookie) => cookie.split(';', 1)[0] ?? '');
    if (cookies.length > 0) this.#cookie = cookies.join('; ');
    if (!response.ok) {
      const problem = (await response.json().catch(() => ({}))) as Partial<Problem>;
      const { findings = [], code = '', detail = '' } = problem;
      const reasons = findings.map(({ message }) => message).join('；');
      const text = `${method} ${path} → ${String(response.status)} ${detail} ${reasons}`;
      throw new RefusedError(response.status, code, text, findings);
    }
    return response;
  }
}
