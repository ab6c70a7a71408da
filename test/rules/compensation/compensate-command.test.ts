import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { publishedJson } from '../builders.js';

const ROOT = new URL('../../../', import.meta.url);
const SAMPLES = 'app/samples/compensation';

/** Runs the calculator as a person does: one process per question. */
function compensate(args: string[], input?: string) {
  const command = ['--import', 'tsx', 'app/compensate.ts', ...args];
  const { status, stdout, stderr } = spawnSync(process.execPath, command, {
    cwd: ROOT,
    encoding: 'utf8',
    env: { ...process.env, NODE_OPTIONS: '' },
    ...(input === undefined ? {} : { input }),
  });
  return { status, stdout, stderr, lines: stderr.split('\n').filter((line) => line !== '') };
}

describe('the compensation calculator', () => {
  it('prints components and total of the published case from a file', () => {
    const { status, stdout, stderr } = compensate([`${SAMPLES}/public-tenancy.json`]);
    expect([status, stderr]).toEqual([0, '']);
    const output = JSON.parse(stdout) as { components: Record<string, string>[]; totalYuan: string };
    expect(output.totalYuan).toBe('909353.16');
    expect(output.components.map((each) => Object.keys(each))).toEqual(
      Array(3).fill(['name', 'label', 'yuan', 'basis']),
    );
    expect(output.components.map(({ yuan }) => yuan)).toEqual(['379226.88', '142210.08', '387916.20']);
  });

  it('computes every sample that is shipped', () => {
    const samples = readdirSync(new URL(SAMPLES, ROOT));
    expect(samples).toHaveLength(4);
    for (const sample of samples) expect(compensate([`${SAMPLES}/${sample}`]).status).toBe(0);
  });

  it('reads standard input, also with a byte order mark', () => {
    const { status, stdout } = compensate(['-'], `\uFEFF${JSON.stringify(publishedJson)}`);
    expect(status).toBe(0);
    expect(stdout).toContain('"totalYuan":"909353.16"');
  });

  it('names each bad field in one line and ends with 2', () => {
    const json = JSON.stringify({ ...publishedJson, mode: 'auction', k: '0.31', livingAreaSqm: '-11.9' });
    const { status, stdout, lines } = compensate(['-'], json);
    expect([status, stdout]).toEqual([2, '']);
    expect(lines.map((line) => line.split('：')[0]).sort()).toEqual(['k', 'livingAreaSqm', 'mode']);
  });

  it.each([
    ['a missing file', ['nowhere.json'], undefined, '读不到文件 nowhere.json'],
    ['broken JSON', ['-'], '{"mode":', '不是正确的 JSON'],
    ['no argument', [], undefined, '用法'],
    ['too many arguments', ['a.json', 'b.json'], undefined, '用法'],
    ['a list', ['-'], '[]', 'JSON 对象'],
  ])('says one clear sentence about %s and ends with 2', (_story, args, input, sentence) => {
    const { status, stdout, lines } = compensate(args, input);
    expect([status, stdout, lines.length]).toEqual([2, '', 1]);
    expect(lines[0]).toContain(sentence);
  });
});
