import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from '@jest/globals';
import { EXAMPLES } from './examples.js';

const folder = path.resolve('engine/test/conformance');
const files = readdirSync(folder).filter((name) => name.endsWith('.test.ts'));
const played = files.flatMap((name) => {
  const text = readFileSync(path.join(folder, name), 'utf8');
  return [...text.matchAll(/^example\('([^']+)'/gm)].map(([, example]) => example);
});

it('an example is played once, and nothing is played that is no example', () => {
  expect(new Set(played).size).toBe(played.length);
  expect(EXAMPLES).toEqual(expect.arrayContaining(played));
});
