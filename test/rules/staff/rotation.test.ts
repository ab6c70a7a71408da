import { describe, expect, it } from '@jest/globals';
import { pairRotation } from '../../../rules/staff/rotation.js';
import type { Contact } from '../../../rules/staff/rotation.js';
import { policy } from '../builders.js';

const times = (count: number, one: string, other: string): Contact[] =>
  Array.from({ length: count }, () => ({ officerIds: [one, other] }));
const fixed = (contacts: Contact[]) => pairRotation(contacts, policy).findings.map(({ field }) => field);

describe('who goes with whom (R-75)', () => {
  it.each([
    ['six of ten with one', [...times(6, '甲', '乙'), ...times(4, '甲', '丙')], []],
    ['seven of ten', [...times(7, '甲', '乙'), ...times(3, '甲', '丙')], ['甲']],
    ['nine of nine are too few to say', times(9, '甲', '乙'), []],
    ['ten of ten, for both', times(10, '甲', '乙'), ['甲', '乙']],
    ['whoever is named first', [...times(5, '甲', '乙'), ...times(5, '乙', '甲')], ['甲', '乙']],
    ['nobody', [], []],
  ])('%s', (_story, contacts, expected) => {
    expect(fixed(contacts)).toEqual(expected);
  });

  it('counts for each officer and partner', () => {
    const { value } = pairRotation([...times(2, '甲', '乙'), ...times(1, '丙', '甲')], policy);
    expect(value).toEqual([
      { personId: '甲', partnerId: '乙', contacts: 3, together: 2 },
      { personId: '甲', partnerId: '丙', contacts: 3, together: 1 },
      { personId: '乙', partnerId: '甲', contacts: 2, together: 2 },
      { personId: '丙', partnerId: '甲', contacts: 1, together: 1 },
    ]);
  });
});
