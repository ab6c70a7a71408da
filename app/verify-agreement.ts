import { readFile } from 'node:fs/promises';
import type { Said } from '../ledger/verdict.js';
import { verifyFile } from '../ledger/verify-file.js';
import type { FileVerdict } from '../ledger/verify-file.js';
import { formatInstant } from '../rules/dates.js';
import { readPublishedRoots, UsageError } from './published-roots.js';

/**
 * `npm run verify-agreement -- FILE.pdf [--root 2026-03-02=HASH …]`: checks a signed agreement or a household's receipt
 * with nothing but the file. `--root` is a day's hash as the public board showed it. Ends with 1 when the file does not hold, 2 when
 * called wrongly.
 */
const USAGE = '用法：npm run verify-agreement -- 签署版.pdf [--root 日期=公示的日根 …]';
const ROLES = { household: '户 household', owner: '产权人 owner', officer: '经办人 officer', seal: '印章 seal' };

type Holding = Extract<FileVerdict, { ok: true }>;

function about(verdict: Holding): string[] {
  if (verdict.kind === 'receipt') {
    const { day, issuer, authority } = verdict;
    return [
      `完好 / holds：档案回执，截至 ${day}`,
      `  ${issuer.name}，${issuer.organisation}，证书 certificate：${authority}`,
    ];
  }
  const { agreement, contentHash, signers } = verdict;
  return [
    `完好 / holds：协议 ${agreement}`,
    `文件摘要 SHA-256 ${contentHash}`,
    ...signers.map(
      ({ role, form, subject, authority, at }) =>
        `  ${ROLES[role]}${form === 'paper' ? '（纸质，由经办人登记 on paper）' : ''}：${subject.name}，${subject.organisation}，` +
        `${formatInstant(at)}，证书 certificate：${authority}`,
    ),
  ];
}

function report(verdict: Holding): string {
  const line = (mark: string) => (said: Said) => [`  ${mark} ${said.zh}`, `    ${said.en}`];
  return [
    ...about(verdict),
    '证明了 / proved：',
    ...verdict.proved.flatMap(line('✓')),
    '没有证明 / not proved：',
    ...verdict.notProved.flatMap(line('·')),
    '',
  ].join('\n');
}

try {
  const { path, published } = readPublishedRoots(process.argv.slice(2), USAGE);
  const verdict = verifyFile(await readFile(path), published);
  if (verdict.ok) process.stdout.write(report(verdict));
  else {
    process.stderr.write(`不符：${verdict.fault.zh}\ndoes not hold: ${verdict.fault.en}\n`);
    process.exitCode = 1;
  }
} catch (error) {
  if (!(error instanceof Error)) throw error;
  const { message } = error;
  const isUsage = error instanceof UsageError;
  if (!isUsage && !('code' in error && error.code === 'ENOENT')) throw error;
  process.stderr.write(`${isUsage ? message : `读不到文件：${message}`}\n`);
  process.exitCode = isUsage ? 2 : 1;
}
