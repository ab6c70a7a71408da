import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import type { ImportResult, Problem, ProjectPage } from '../api/contract/index.js';

/**
 * 导入户册: sends a CSV file to the HTTP interface in the name of one person. All rows or none; errors by row and
 * column on standard error. Ends with 0 when imported, 1 when refused, 2 when called wrongly.
 */
const REFUSED = 1;
const BAD_USAGE = 2;
const USAGE = [
  '用法：npm run import -- 户册.csv [--project 项目编号] [--url http://127.0.0.1:8080] [--user 用户名] [--password 口令]',
  '用户名和口令也可以放在环境变量 EXPROPRIATION_USER 和 EXPROPRIATION_PASSWORD 中。',
].join('\n');

class UsageError extends Error {}
class RefusedError extends Error {}

interface Options {
  readonly file: string;
  readonly project: string | undefined;
  readonly url: string;
  readonly username: string;
  readonly password: string;
}

function readOptions(args: readonly string[], env: NodeJS.ProcessEnv): Options {
  const text = { type: 'string' } as const;
  const options = { project: text, url: text, user: text, password: text };
  const { positionals, values } = parseArgs({ args: [...args], options, allowPositionals: true });
  const [file, ...rest] = positionals;
  const username = values.user ?? env['EXPROPRIATION_USER'];
  const password = values.password ?? env['EXPROPRIATION_PASSWORD'];
  if (file === undefined || rest.length > 0 || username === undefined || password === undefined) {
    throw new UsageError(USAGE);
  }
  return { file, project: values.project, url: values.url ?? 'http://127.0.0.1:8080', username, password };
}

/** What a refusal says, one line per finding (of a register: row and column). */
function linesOf(problem: Problem): string {
  return [problem.detail, ...problem.findings.map(({ message }) => message)].join('\n');
}

async function send(url: string, path: string, init: RequestInit): Promise<Response> {
  const response = await fetch(new URL(path, url), init).catch(() => {
    throw new RefusedError(`连接不上 ${url}，请确认系统已启动、地址正确。`);
  });
  if (response.ok) return response;
  const isProblem = response.headers.get('content-type')?.includes('problem+json') === true;
  throw new RefusedError(
    isProblem ? linesOf((await response.json()) as Problem) : `系统答复 ${String(response.status)}`,
  );
}

/** Signs in and answers the session cookie. */
async function signIn({ url, username, password }: Options): Promise<string> {
  const response = await send(url, '/api/session', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ username, password }),
  });
  return response.headers
    .getSetCookie()
    .map((each) => each.split(';', 1)[0] ?? '')
    .join('; ');
}

/** The project of this code, or the only one there is. */
async function findProject({ url, project }: Options, cookie: string): Promise<string> {
  const response = await send(url, '/api/projects?pageSize=100', { headers: { cookie } });
  const { items } = (await response.json()) as ProjectPage;
  const found = project === undefined ? items : items.filter(({ code }) => code === project);
  const [only] = found;
  if (found.length === 1 && only) return only.id;
  const codes = items.map(({ code, name }) => `${code} ${name}`).join('\n');
  throw new UsageError(`请用 --project 指定一个项目编号：\n${codes}`);
}

async function readRegister(file: string): Promise<Uint8Array<ArrayBuffer>> {
  try {
    return new Uint8Array(await readFile(file));
  } catch {
    throw new UsageError(`读不到文件 ${file}，请核对文件名和权限。`);
  }
}

async function importRegister(options: Options): Promise<ImportResult> {
  const bytes = await readRegister(options.file);
  const cookie = await signIn(options);
  try {
    const projectId = await findProject(options, cookie);
    const headers = { cookie, 'content-type': 'text/csv' };
    const init = { method: 'POST', headers, body: bytes };
    const response = await send(options.url, `/api/projects/${projectId}/households`, init);
    return (await response.json()) as ImportResult;
  } finally {
    await send(options.url, '/api/session', { method: 'DELETE', headers: { cookie } });
  }
}

try {
  const { imported, unchanged } = await importRegister(readOptions(process.argv.slice(2), process.env));
  process.stdout.write(`已导入 ${String(imported)} 户，${String(unchanged)} 户先前已登记且内容相同。\n`);
} catch (error) {
  if (!(error instanceof Error)) throw error;
  const isUsage = error instanceof UsageError || ('code' in error && String(error.code).startsWith('ERR_PARSE_ARGS'));
  if (!isUsage && !(error instanceof RefusedError)) throw error;
  process.stderr.write(`${isUsage && !(error instanceof UsageError) ? USAGE : error.message}\n`);
  process.exitCode = isUsage ? BAD_USAGE : REFUSED;
}
