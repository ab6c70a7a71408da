/** One request to the API: JSON in, JSON out, problem details as `ApiProblem`. */
import { ApiProblem, type ProblemBody } from './problem.js';

type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';
export type Query = Readonly<Record<string, string | number | undefined>>;

let sessionLost: () => void = () => undefined;

/** What to do when the API no longer knows the session (401 to anything but a sign-in). */
export function onSessionLost(handler: () => void): void {
  sessionLost = handler;
}

export function withQuery(path: string, query: Query = {}): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined && value !== '') search.set(name, String(value));
  }
  const text = search.toString();
  return text ? `${path}?${text}` : path;
}

async function problemOf(response: Response): Promise<ApiProblem> {
  const fallback: ProblemBody = {
    status: response.status,
    title: '请求未能完成',
    detail: `服务器返回了状态 ${String(response.status)}。`,
    code: `HTTP_${String(response.status)}`,
    findings: [],
  };
  try {
    const body = (await response.json()) as Partial<ProblemBody>;
    return new ApiProblem({ ...fallback, ...body, status: response.status });
  } catch {
    return new ApiProblem(fallback);
  }
}

async function send<T>(method: Method, path: string, body: BodyInit | undefined, type?: string): Promise<T> {
  const response = await fetch(`/api${path}`, {
    method,
    credentials: 'same-origin',
    headers: { accept: 'application/json', ...(type ? { 'content-type': type } : {}) },
    ...(body === undefined ? {} : { body }),
  });
  if (!response.ok) {
    if (response.status === 401 && !path.endsWith('session')) sessionLost();
    throw await problemOf(response);
  }
  if (response.status === 204) return undefined as T;
  return (await response.json()) as T;
}

export const get = <T>(path: string, query?: Query): Promise<T> => send<T>('GET', withQuery(path, query), undefined);
export const post = <T>(path: string, body: unknown = {}): Promise<T> =>
  send<T>('POST', path, JSON.stringify(body), 'application/json');
export const put = <T>(path: string, body: unknown): Promise<T> =>
  send<T>('PUT', path, JSON.stringify(body), 'application/json');
export const remove = <T>(path: string): Promise<T> => send<T>('DELETE', path, undefined);
/** Sends text of another type, such as a CSV file or a bank statement. */
export const postText = <T>(path: string, text: string, type: string): Promise<T> => send<T>('POST', path, text, type);
/** Sends files as multipart; the browser sets the boundary. */
export const postForm = <T>(path: string, form: FormData): Promise<T> => send<T>('POST', path, form);
