import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Index } from '../../state/row-index.js';

interface Row {
  readonly group: string | null;
}

const newIndex = () => new Index<Row>(({ group }) => group);
const inGroup = (group: string): Row => ({ group });

describe('an index of live rows', () => {
  it('finds the keys by the value, in the order in which they came', () => {
    const index = newIndex();
    for (const key of ['7', '3', '5']) index.move(key, undefined, inGroup('a'));
    index.move('9', undefined, { group: null });
    expect([...index.find('a')]).toEqual(['7', '3', '5']);
    expect([...index.values()]).toEqual(['a']);
    index.move('3', inGroup('a'), inGroup('b'));
    expect([[...index.find('a')], [...index.find('b')]]).toEqual([['7', '5'], ['3']]);
  });

  it('shows a reader what comes while it reads, and not what has gone', () => {
    const index = newIndex();
    index.move('1', undefined, inGroup('a'));
    const read: string[] = [];
    for (const key of index.find('a')) {
      read.push(key);
      if (key === '1') {
        for (const later of ['2', '3', '4']) index.move(later, undefined, inGroup('a'));
        index.move('1', inGroup('a'), undefined);
        index.move('3', inGroup('a'), undefined);
      }
    }
    expect(read).toEqual(['1', '2', '4']);
  });

  it('holds after any moves what a plain list holds', () => {
    const group = fc.option(fc.constantFrom('a', 'b'));
    const move = fc.record({ key: fc.constantFrom('1', '2', '3', '4'), to: fc.option(fc.record({ group })) });
    fc.assert(
      fc.property(fc.array(move, { maxLength: 60 }), (moves) => {
        const [index, rows] = [newIndex(), new Map<string, Row>()];
        for (const { key, to } of moves) {
          const before = rows.get(key);
          index.move(key, before, to ?? undefined);
          if (before?.group !== to?.group || to === null) rows.delete(key);
          if (to !== null) rows.set(key, to);
        }
        for (const value of ['a', 'b']) {
          const expected = [...rows].filter(([, row]) => row.group === value).map(([key]) => key);
          expect([...index.find(value)]).toEqual(expected);
          expect(index.find(value).size).toBe(expected.length);
        }
      }),
    );
  });
});
