import { describe, expect, it } from '@jest/globals';
import { recusalFindings, recusedPersonIds } from '../../../rules/staff/recusal.js';
import type { Capacity, Relationship, RelationshipKind } from '../../../rules/staff/recusal.js';

const tie = (kind: RelationshipKind, rest: Partial<Relationship> = {}): Relationship => ({
  personId: '甲',
  householdId: 'household-1',
  kind,
  declaredOn: '2026-11-01',
  endedOn: null,
  ...rest,
});
const bases = (ties: Relationship[], capacity: Capacity, on = '2026-11-24', household = 'household-1') =>
  recusalFindings('甲', household, ties, capacity, on).map(({ basis }) => basis);

describe('staying away (SD7, SD15)', () => {
  it.each<[RelationshipKind, string[], string[]]>([
    ['own-household', ['SD7'], ['SD15']],
    ['relative', ['SD7'], ['SD15']],
    ['client', ['SD7'], ['SD15']],
    ['neighbour-in-scope', ['SD7'], []],
    ['earlier-handler', ['SD7'], []],
  ])('%s: panel %s, staff %s', (kind, panel, staff) => {
    expect([bases([tie(kind)], 'panel'), bases([tie(kind)], 'staff')]).toEqual([panel, staff]);
  });

  it.each([
    ['the day before it ended', '2026-11-23', ['SD15']],
    ['the day it ended', '2026-11-24', []],
  ])('%s', (_story, on, expected) => {
    expect(bases([tie('client', { endedOn: '2026-11-24' })], 'staff', on)).toEqual(expected);
  });

  it('concerns this person and this household only', () => {
    expect(bases([tie('relative', { personId: '乙' })], 'staff')).toEqual([]);
    expect(bases([tie('relative')], 'staff', '2026-11-24', 'household-2')).toEqual([]);
    expect(bases([], 'panel')).toEqual([]);
  });

  it('names everybody once', () => {
    const ties = [
      tie('relative'),
      tie('client'),
      tie('relative', { personId: '乙' }),
      tie('neighbour-in-scope', { personId: '丙' }),
    ];
    expect(recusedPersonIds('household-1', ties, 'staff', '2026-11-24')).toEqual(['甲', '乙']);
    expect(recusedPersonIds('household-1', ties, 'panel', '2026-11-24')).toEqual(['甲', '乙', '丙']);
    expect(recusedPersonIds('household-2', ties, 'panel', '2026-11-24')).toEqual([]);
  });
});
