import { describe, expect, it } from '@jest/globals';
import { entryOf } from './small-tree.js';

const RULE = `/** Two officers (R-42). */\nexport function twoOfficers() { return 2; }\nexport const other = 1;`;
const namesIn = (found: readonly { name: string }[]) => found.map(({ name }) => name);

describe('a rule carries a clause', () => {
  it.each([
    ['imported by what starts', `import { twoOfficers } from '../rules/pair.js';`, {}, ['twoOfficers']],
    [
      'handed on by another file',
      `import { pair } from '../rules/all.js';`,
      { 'rules/all.ts': `export { twoOfficers as pair } from './pair.js';` },
      ['twoOfficers'],
    ],
    ['imported as one of all', `import * as rules from '../rules/pair.js';`, {}, ['twoOfficers']],
    ['loaded when it is needed', `void import('../rules/pair.js');`, {}, ['twoOfficers']],
    ['imported only as a type', `import type { twoOfficers } from '../rules/pair.js';`, {}, []],
    ['beside what is imported', `import { other } from '../rules/pair.js';`, {}, []],
    [
      'imported by what nobody starts',
      '',
      { 'api/forgotten.ts': `import { twoOfficers } from '../rules/pair.js';` },
      [],
    ],
  ])('%s: %#', async (_story, startsWith, others, expected) => {
    const { rules } = await entryOf('R-42', { 'app/start.ts': startsWith, 'rules/pair.ts': RULE, ...others });
    expect(namesIn(rules)).toEqual(expected);
  });

  it('not when only its own test imports it', async () => {
    const test = `import { twoOfficers } from '../rules/pair.js';\nit('R-42', () => twoOfficers());`;
    const entry = await entryOf('R-42', { 'app/start.ts': '', 'rules/pair.ts': RULE, 'test/pair.test.ts': test });
    expect(entry).toMatchObject({ rules: [], missing: ['step or rule'] });
  });

  it('by the texts of its code and of its helpers, not by a comment inside', async () => {
    const rule = `const refuse = () => ({ basis: 'R-41、R-42' });
      export function first() { return refuse(); }
      export function second() { return refuse(); }
      export function third() { /* R-42 */ return 3; } // R-42`;
    const files = { 'app/start.ts': `import { first, second, third } from '../rules/a.js';`, 'rules/a.ts': rule };
    expect(namesIn((await entryOf('R-42', files)).rules)).toEqual(['first', 'second']);
  });

  it('as a member of a table when its name is used elsewhere, in the code or by a diagram’s text', async () => {
    const table = `const made = (clause: string) => ({ clause });
      export const acts = { 'survey-area': made('R-42'), negotiate: made('R-42'), forgotten: made('R-42') } as const;`;
    const files = {
      'app/start.ts': `import { acts } from '../rules/acts.js';\nacts.negotiate; use('survey-area');`,
      'rules/acts.ts': table,
    };
    expect(namesIn((await entryOf('R-42', files)).rules)).toEqual(['survey-area', 'negotiate']);
  });

  it('never as a word of the vocabulary', async () => {
    const files = {
      'app/start.ts': `import { a } from '../rules/vocabulary/a.js';`,
      'rules/vocabulary/a.ts': `export const a = 'R-42';`,
    };
    expect((await entryOf('R-42', files)).rules).toEqual([]);
  });
});

describe('other carriers', () => {
  it('are the functions of a migration that refuse by the clause, not its SQL comments', async () => {
    const migration = `export class Guard { sql = \`
      CREATE FUNCTION guard_seal() AS $$ refuse('R-42') $$;
      CREATE FUNCTION guard_other() AS $$ -- R-42
        $$;\`; }`;
    const files = { 'app/start.ts': `import { Guard } from '../db/migrations/1.js';`, 'db/migrations/1.ts': migration };
    expect((await entryOf('R-42', files)).guards).toEqual([{ file: 'db/migrations/1.ts', name: 'guard_seal' }]);
  });

  it('are diagram rules that are switched on', async () => {
    const rule = `/** R-42: two officers. */\nmodule.exports = function () {};`;
    const files = { 'lint/index.js': `const names = ['two'];`, 'lint/rules/two.js': rule, 'lint/rules/off.js': rule };
    expect(namesIn((await entryOf('R-42', files)).guards)).toEqual(['two']);
  });

  it('are pages that are shown, by docstring or by what people read', async () => {
    const documented = `<script setup lang="ts">\n/** Pairs (R-42). */\nimport B from './b.vue';\n</script>`;
    const files = {
      'app/start.ts': `import A from '../web/pages/a.vue';`,
      'web/pages/a.vue': documented,
      'web/pages/b.vue': `<template><p>两人办理（R-42）</p></template>`,
      'web/pages/c.vue': `<template><p>R-42</p></template>`,
      'web/pages/d.vue': `<template><!-- R-42 --></template>`,
    };
    expect(namesIn((await entryOf('R-42', files)).pages)).toEqual(['a', 'b']);
  });
});
