import { readFile } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import { compensationOutput } from '../rules/compensation/output.js';
import { computeCompensation } from '../rules/compensation/compute-compensation.js';
import { parseCompensationInput } from '../rules/compensation/parse-input.js';
import type { Finding } from '../rules/decision.js';
import { policies } from '../rules/policy/policies.js';

/**
 * Compensation calculator: reads one JSON file (or `-` for standard input), prints components and total as JSON.
 * Input that cannot be right ends with code 2 and one line per field on standard error.
 */
const BAD_INPUT = 2;

class UsageError extends Error {}

async function readSource(path: string): Promise<string> {
  if (path === '-') return text(process.stdin);
  try {
    return await readFile(path, 'utf8');
  } catch {
    throw new UsageError(`读不到文件 ${path}，请核对文件名和权限`);
  }
}

function parseJson(source: string): unknown {
  try {
    return JSON.parse(source.replace(/^\uFEFF/, '')) as unknown;
  } catch {
    throw new UsageError('内容不是正确的 JSON，请对照 app/samples/compensation 中的样例改正');
  }
}

async function compensate(args: readonly string[]): Promise<string> {
  const [path, ...rest] = args;
  if (path === undefined || rest.length > 0) {
    throw new UsageError('用法：npm run -s compensate -- 文件.json（用 - 表示从标准输入读取）');
  }
  const policy = policies.at(-1);
  if (!policy) throw new UsageError('没有可用的政策参数，请先在 rules/policy 中登记');
  const parsed = parseCompensationInput(parseJson(await readSource(path)), policy);
  if (!parsed.ok) throw new UsageError(lines(parsed.findings));
  const { value, findings } = computeCompensation(parsed.input, policy);
  if (value === null) throw new UsageError(lines(findings));
  return JSON.stringify(compensationOutput(value));
}

function lines(findings: readonly Finding[]): string {
  return findings.map(({ field, message, basis }) => `${field ?? '输入'}：${message}（${basis}）`).join('\n');
}

try {
  process.stdout.write(`${await compensate(process.argv.slice(2))}\n`);
} catch (error) {
  if (!(error instanceof UsageError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = BAD_INPUT;
}
