import { describe, expect, it } from '@jest/globals';
import { areaMustBeFrozen, mayFreezeArea } from '../../../rules/area/may-freeze.js';
import type { AreaDisplay } from '../../../rules/area/may-freeze.js';
import { codes, policy } from '../builders.js';

const ENDS = '2026-12-01T16:00:00Z';
const answered = { status: 'answered', upheld: false } as const;

describe('freezing the area (R-24)', () => {
  it.each<[string, AreaDisplay, string, string[]]>([
    ['at the very end, objections rejected', { endsAt: ENDS, objections: [answered] }, ENDS, []],
    ['one second early', { endsAt: ENDS, objections: [] }, '2026-12-01T15:59:59Z', ['AREA_NOT_DISPLAYED']],
    ['never published', { endsAt: null, objections: [] }, ENDS, ['AREA_NOT_DISPLAYED']],
    ['an open objection', { endsAt: ENDS, objections: [{ status: 'open', upheld: null }] }, ENDS, ['OBJECTION_OPEN']],
    [
      'an upheld objection',
      { endsAt: ENDS, objections: [{ status: 'answered', upheld: true }] },
      ENDS,
      ['OBJECTION_UPHELD'],
    ],
    [
      'everything wrong at once',
      {
        endsAt: null,
        objections: [
          { status: 'open', upheld: null },
          { status: 'answered', upheld: true },
        ],
      },
      ENDS,
      ['AREA_NOT_DISPLAYED', 'OBJECTION_OPEN', 'OBJECTION_UPHELD'],
    ],
  ])('%s', (_story, display, now, expected) => {
    expect(codes(mayFreezeArea(display, now, policy).findings)).toEqual(expected);
  });

  it('comes before negotiation', () => {
    expect(areaMustBeFrozen(true, policy).passed).toBe(true);
    expect(codes(areaMustBeFrozen(false, policy).findings)).toEqual(['AREA_NOT_FROZEN']);
  });
});
