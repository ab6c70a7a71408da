import { describe, expect, it } from '@jest/globals';
import { titledTestsOf } from '../../../app/clauses/test-titles.js';
import { CLAUSES } from '../../../app/clauses/clause-ids.js';
import { clauseTable } from '../../../app/clauses/table.js';
import { isComplete } from '../../../app/clauses/clause-map.js';
import { mapOf } from './small-tree.js';

const titles = (text: string) =>
  titledTestsOf('test/a.test.ts', text).map(({ clause, title }) => `${clause}: ${title}`);

describe('a test carries a clause', () => {
  it.each([
    ['its own title', `it('two (R-42, SD2)', () => {});`, ['R-42: two (R-42, SD2)', 'SD2: two (R-42, SD2)']],
    ['a group', `describe('R-42 两名', () => { it('a', () => {}); it('b', () => {}); });`, ['R-42: R-42 两名']],
    ['a test in a group', `describe('pairs', () => { test('a R-42', () => {}); });`, ['R-42: pairs › a R-42']],
    ['a table of cases', `it.each([['a']])('%s (R-42)', () => {});`, ['R-42: %s (R-42)']],
    ['a table in a template', 'it.each`a\n${1}`("$a (R-42)", () => {});', ['R-42: $a (R-42)']],
    ['a table of groups', `describe.each([1])('R-42 %d', () => { it('a', () => {}); });`, ['R-42: R-42 %d']],
    ['a title put together', 'it(`of ${act} (R-42)`, () => {});', ['R-42: of  (R-42)']],
  ])('by %s', (_story, text, expected) => {
    expect(titles(text)).toEqual(expected);
  });

  it.each([
    ['a skipped test', `it.skip('R-42', () => {});`],
    ['a skipped table', `it.each([1]).skip('R-42', () => {}); it.skip.each([1])('R-42', () => {});`],
    ['a test still to write', `it.todo('R-42');`],
    ['a test without a body', `it('R-42');`],
    ['a test that is known to fail', `it.failing('R-42', () => {});`],
    [
      'the short forms',
      `xit('R-42', () => {}); xtest('R-42', () => {}); xdescribe('R-42', () => { it('a', () => {}); });`,
    ],
    ['a group that is skipped', `describe.skip('x', () => { describe('R-42', () => { it('R-42', () => {}); }); });`],
    ['a group without tests', `describe('R-42', () => { beforeAll(() => {}); });`],
    ['a group whose tests are all skipped', `describe('R-42', () => { it.skip('a', () => {}); });`],
    ['a group chosen when it runs', `const some = ready ? describe : describe.skip; some('R-42', () => {});`],
    ['a comment', `// R-42\nit('a' /* R-42 */, () => {});`],
    ['the rows of a table', `it.each([['R-42']])('%s', () => {});`],
    ['what it expects', `it('a', () => { expect(code).toBe('R-42'); });`],
  ])('not by %s', (_story, text) => {
    expect(titles(text)).toEqual([]);
  });
});

describe('an id that is no clause', () => {
  const beyond = [`R-${76 + 1}`, `R-${1 - 1}`, `SD${18 + 1}`, ['R-', '02'].join('')];

  it.each(['rules/a.ts', 'bpmn/a.form', 'docs/a.md', 'test/a.test.ts', 'web/pages/a.vue'])(
    'is found in %s, with its line',
    async (file) => {
      const map = await mapOf({ [file]: `// R-76\n// ${beyond.join('、')}\n` });
      expect(map.unknown).toEqual(beyond.map((clause) => ({ clause, file, line: 2 })));
      expect(clauseTable(map)).toContain(`${file}:2  ${beyond[0] ?? ''} 没有这一条款`);
    },
  );

  it('keeps the map from being complete, whatever is carried', async () => {
    const rule = `export const all = '${CLAUSES.join(' ')}';`;
    const whole = {
      'app/start.ts': `import { all } from '../rules/all.js';`,
      'rules/all.ts': rule,
      'test/all.test.ts': `it('${CLAUSES.join(' ')}', () => {});`,
    };
    expect(isComplete(await mapOf(whole))).toBe(true);
    expect(isComplete(await mapOf({ ...whole, 'docs/a.md': beyond[0] ?? '' }))).toBe(false);
  });
});

describe('a demand', () => {
  it('is carried by a step or a rule and a test; the table says what it lacks', async () => {
    const map = await mapOf({ 'test/a.test.ts': `it('R-42', () => {});` });
    expect(map).toMatchObject({ carried: 0, demands: 76 });
    const lines = clauseTable(map).split('\n');
    expect(lines.find((line) => line.startsWith('R-42 '))).toMatch(
      /1 {2}两名及以上持证人员办理 ← 缺步骤或规则 no step or rule$/,
    );
    expect(lines.find((line) => line.startsWith('R-41 '))).toMatch(/← 缺步骤或规则 no step or rule，缺测试 no test$/);
    expect(lines.at(-2)).toBe('已落实 carried and tested: 0 / 76');
  });

  it('is never missing for a separation of duty alone', async () => {
    expect((await mapOf({})).missing.filter((clause) => clause.startsWith('SD'))).toEqual([]);
  });
});
