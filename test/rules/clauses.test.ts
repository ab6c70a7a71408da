import { glob, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { ACTS } from '../../rules/acts.js';
import { clauseLabel, clauseLabels } from '../../rules/vocabulary/clauses.js';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** Every clause that any rule, guard, route or diagram rests on. */
async function clausesInUse(): Promise<Set<string>> {
  const found = new Set<string>();
  for await (const file of glob('{rules,db,workers,api,bpmn}/**/*.{ts,bpmn,dmn}', { cwd: root })) {
    const text = await readFile(`${root}${file}`, 'utf8');
    for (const [clause] of text.matchAll(/\b(R-\d+|SD\d+)\b/g)) found.add(clause);
  }
  return found;
}

describe('the words for clauses', () => {
  it('has words for every clause that an act rests on', () => {
    const clauses = Object.values(ACTS).flatMap((act) => [
      ...act.clauses,
      ...act.separatedFrom.map(({ clause }) => clause),
    ]);
    expect(clauses.filter((clause) => clauseLabel(clause) === '')).toEqual([]);
  });

  it('has words for every clause that a finding, a page or a diagram may name', async () => {
    const clauses = await clausesInUse();
    expect(clauses.size).toBeGreaterThan(30);
    expect([...clauses].filter((clause) => clauseLabel(clause) === '')).toEqual([]);
  });

  it('says different things of different clauses, in Chinese, short enough for a tag', () => {
    const labels = Object.values(clauseLabels);
    expect(new Set(labels).size).toBe(labels.length);
    for (const label of labels) expect(label).toMatch(/^(?=.*\p{Script=Han}).{4,24}$/u);
  });

  it('leaves a statute to name itself', () => {
    expect(clauseLabel('市政府令第71号第21条')).toBe('');
    expect(clauseLabel('constructor')).toBe('');
  });
});
