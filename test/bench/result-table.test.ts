import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { comparison } from '../../bench/comparison.js';
import type { Result } from '../../bench/result-lines.js';

const read = (): Result[] =>
  readFileSync(new URL('results.jsonl', import.meta.url), 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Result);

/** Rows of all tables as their cells. */
const rowsOf = (text: string): string[][] =>
  text.split('\n').map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );

const tables = (results: readonly Result[] = read()) => rowsOf(comparison(results));

function target(rows: readonly string[][], beginning: string): string[] {
  const found = rows.find(([text]) => text?.startsWith(beginning) === true);
  if (found === undefined) throw new Error(`there is no target '${beginning}'`);
  return found.slice(1);
}

/** Cells of a row of the table of all figures, by column. */
function figuresOf(rows: readonly string[][], match: Readonly<Record<string, string>>): Record<string, string> {
  const heads = rows.findIndex(([first]) => first === 'engine');
  const titles = rows[heads] ?? [];
  const named = rows.slice(heads + 1).map((row) => Object.fromEntries(row.map((cell, at) => [titles[at] ?? '', cell])));
  const found = named.find((row) => Object.entries(match).every(([title, cell]) => row[title] === cell));
  if (found === undefined) throw new Error(`there is no row ${JSON.stringify(match)}`);
  return found;
}

describe('targets', () => {
  it('measures against eight times the best figure of any peer in any form, with our median run', () => {
    expect(target(tables(), 'linear10 concurrent')).toEqual(['400.0', '400.0', 'yes']);
    expect(target(tables(), 'household concurrent')).toEqual(['144.0', '100.0', 'no']);
  });

  it('wants half of the quicker peer at 5,000, and half as much again of ours at 100,000', () => {
    expect(target(tables(), 'query + claim + complete')).toEqual(['10.0', '8.0', 'yes']);
    expect(target(tables(), 'the same with 100,000 waiting')).toEqual(['12.0', '12.5', 'no']);
  });

  it('looks at memory and at what a command costs beside many that wait', () => {
    expect(target(tables(), 'memory')).toEqual(['1536.0', '900.0', 'yes']);
    expect(target(tables(), 'server µs')).toEqual(['250.0', '240.0', 'yes']);
  });

  it('gives no verdict on what the file does not hold', () => {
    expect(target(tables(), 'restart')).toEqual(['30.0', '', 'not measured']);
    const withoutPeers = read().filter(({ engine }) => engine !== 'flowable' && engine !== 'operaton');
    expect(target(tables(withoutPeers), 'linear10 concurrent')).toEqual(['', '400.0', 'not measured']);
  });
});

describe('figures', () => {
  it('tells the commits of each number of connections apart', () => {
    expect(figuresOf(tables(), { scenario: 'insert-commit', connections: '1' })['commits/s']).toBe('500');
    expect(figuresOf(tables(), { scenario: 'insert-commit', connections: '32' })['commits/s']).toBe('4000');
  });

  it('sets the official client against what it reaches at a server that does nothing', () => {
    expect(figuresOf(tables(), { scenario: 'linear10-sdk-workers' })['share of ceiling']).toBe('75 %');
  });

  it('sets the commits of a load against the most that the database commits', () => {
    expect(figuresOf(tables(), { engine: 'ours', scenario: 'linear10' })).toMatchObject({
      'commits/s': '400',
      'share of ceiling': '10 %',
      'commands/commit': '11',
    });
  });

  it('leaves the share out where there is no ceiling in the file', () => {
    const without = read().filter(({ scenario }) => scenario !== 'sdk-ceiling' && scenario !== 'insert-commit');
    expect(figuresOf(tables(without), { engine: 'ours', scenario: 'linear10' })['share of ceiling']).toBe('');
    expect(figuresOf(tables(without), { scenario: 'linear10-sdk-workers' })['share of ceiling']).toBe('');
  });
});
