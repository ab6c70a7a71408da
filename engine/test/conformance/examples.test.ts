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

it('every example is played by its name, once, and nothing else is', () => {
  expect(played.sort()).toEqual([...EXAMPLES].sort());
});

it('no example is left out or played alone', () => {
  const texts = files.map((name) => readFileSync(path.join(folder, name), 'utf8'));
  for (const text of texts)
    expect(text).not.toMatch(/\b(?:it|test|describe|example)\.(?:skip|only|todo|failing)\b|\bx(?:it|test)\(/);
});
