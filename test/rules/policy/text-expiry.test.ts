import { describe, expect, it } from '@jest/globals';
import { legalTexts } from '../../../rules/policy/legal-texts.js';
import { checkTextExpiry } from '../../../rules/policy/text-expiry.js';
import { codes, policy } from '../builders.js';

const ends = (validTo: string | null) => [
  { number: '沪府发〔2012〕73号', title: '补偿决定若干规定', validFrom: null, validTo, confirmed: true },
];
const on = (day: string, validTo: string | null, days: number | null = 10) =>
  codes(checkTextExpiry(ends(validTo), day, days, policy).findings);

describe('texts that end', () => {
  it.each([
    ['one day before the alarm', '2022-06-19', []],
    ['first day of the alarm', '2022-06-20', ['TEXT_EXPIRING']],
    ['the last day', '2022-06-30', ['TEXT_EXPIRING']],
    ['the day after', '2022-07-01', ['TEXT_EXPIRED']],
  ])('%s', (_story, day, expected) => {
    expect(on(day, '2022-06-30')).toEqual(expected);
  });

  it('without an end are never reported', () => {
    expect(on('2099-01-01', null)).toEqual([]);
  });

  it.each([
    ['within zero days only on the last one', '2022-06-29', 0, []],
    ['by the policy’s own ninety days', '2022-04-01', null, ['TEXT_EXPIRING']],
    ['and not one day sooner', '2022-03-31', null, []],
  ])('%s', (_story, day, days, expected) => {
    expect(on(day, '2022-06-30', days)).toEqual(expected);
  });

  it('are told apart: what has lapsed in July 2021 and what soon will', () => {
    const { value, findings } = checkTextExpiry(legalTexts, '2021-07-08', 365, policy);
    expect(value.expired.map(({ number }) => number)).toEqual(['沪府办发〔2012〕24号', '沪房管规范征〔2012〕9号']);
    expect(value.expiring.map(({ number }) => number)).toEqual(['沪府发〔2012〕73号']);
    expect(findings.map(({ basis }) => basis)).toContain('沪府发〔2012〕73号');
  });
});
