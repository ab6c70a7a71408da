import { describe, expect, it } from '@jest/globals';
import { isSigningOpen, signingPeriod } from '../../../rules/signing/signing-period.js';
import { calendar, codes, policy } from '../builders.js';

describe('the signing period', () => {
  it.each([
    [null, '2026-12-24'],
    [10, '2026-12-04'],
    [1, '2026-11-25'],
  ])('of %s days from 24 November ends on %s', (days, lastDay) => {
    expect(signingPeriod('2026-11-24', days, calendar, policy)).toMatchObject({ passed: true, value: { lastDay } });
  });

  it.each([0, -1, 1.5, 3_651])('cannot have %d days', (days) => {
    expect(codes(signingPeriod('2026-11-24', days, calendar, policy).findings)).toEqual(['FIELD_OUT_OF_RANGE']);
  });

  it('is open from its first instant to the last before its end', () => {
    const [opened, ends] = ['2026-11-24T01:00:00Z', '2026-12-24T16:00:00Z'];
    const at = (now: string) => isSigningOpen(opened, ends, now);
    expect(['2026-11-24T00:59:59.999Z', opened, '2026-12-24T15:59:59.999Z', ends].map(at)).toEqual([
      false,
      true,
      true,
      false,
    ]);
  });
});
