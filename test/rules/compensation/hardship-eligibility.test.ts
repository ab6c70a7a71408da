import { describe, expect, it } from '@jest/globals';
import { checkHardship } from '../../../rules/compensation/hardship-eligibility.js';
import type { HardshipCase } from '../../../rules/compensation/hardship-eligibility.js';
import { policy } from '../builders.js';

const hardship: HardshipCase = {
  on: '2026-11-24',
  persons: 7,
  housingHundredths: 10_499n,
  lastHomeGivenUpOn: null,
  enjoyedAffordableHousing: false,
  verified: true,
  displayed: true,
};

describe('a household in hardship', () => {
  it.each<[string, Partial<HardshipCase>, string[]]>([
    ['a hundredth below fifteen a person', {}, []],
    ['fifteen a person', { housingHundredths: 10_500n }, ['housing']],
    ['one person fewer', { persons: 6 }, ['housing']],
    ['nobody', { persons: 0 }, ['persons']],
    ['half a person', { persons: 1.5 }, ['persons']],
    ['without any housing', { housingHundredths: 0n }, []],
    ['gave up a home five years ago to the day', { lastHomeGivenUpOn: '2021-11-24' }, []],
    ['a day later', { lastHomeGivenUpOn: '2021-11-25' }, ['lastHomeGivenUpOn']],
    ['had affordable housing', { enjoyedAffordableHousing: true }, ['enjoyedAffordableHousing']],
    ['not verified, not displayed', { verified: false, displayed: false }, ['verified', 'displayed']],
  ])('%s', (_story, rest, expected) => {
    expect(checkHardship({ ...hardship, ...rest }, policy).findings.map(({ field }) => field)).toEqual(expected);
  });
});
