import { describe, expect, it } from '@jest/globals';
import { checkAttendance, checkMeetingDay, meetingToConvene } from '../../../rules/meeting/convene.js';
import { organisationToTell } from '../../../rules/meeting/next-organisation.js';
import { calendar, codes, policy } from '../builders.js';

describe('convening the regular meeting (R-28)', () => {
  it.each([
    ['due on the day of the next look', '2026-11-02', '2026-11-09', null],
    ['due the day before the next look', '2026-11-02', '2026-11-10', '2026-11-16'],
    ['due today', '2026-11-02', '2026-11-16', '2026-11-16'],
    ['overdue', '2026-11-02', '2026-11-30', '2026-11-16'],
    ['the first of the first project, on a Sunday', null, '2026-11-10', '2026-11-16'],
  ])('%s', (_story, last, today, expected) => {
    expect(meetingToConvene(last, '2026-11-01', today, calendar, policy)).toBe(expected);
  });

  it.each([
    ['today', '2026-11-10', '2026-11-16', []],
    ['on the last day', '2026-11-16', '2026-11-16', []],
    ['after the last day', '2026-11-17', '2026-11-16', ['OVERDUE']],
    ['yesterday', '2026-11-09', '2026-11-16', ['FIELD_OUT_OF_RANGE']],
    ['any day where none is set', '2026-12-24', null, []],
    ['as soon as possible where the last day has gone by', '2026-11-12', '2026-11-08', []],
  ])('meets %s', (_story, meetsOn, dueOn, expected) => {
    expect(codes(checkMeetingDay(meetsOn, '2026-11-10', dueOn, policy).findings)).toEqual(expected);
  });
});

describe('attendance (R-27)', () => {
  it('names every body that must take part and did not come', () => {
    expect(checkAttendance(['甲局', '乙局', '丙局'], ['乙局', '丁局'])[0]?.message).toContain('甲局、丙局');
    expect(checkAttendance(['甲局'], ['甲局', '甲局'])).toEqual([]);
  });
});

describe('whom an overdue decision is told to (R-28)', () => {
  it.each([
    ['firm', ['town', 'housing-bureau', 'district-government', 'discipline-commission', 'discipline-commission']],
    ['planning-bureau', ['district-government', 'discipline-commission', 'discipline-commission']],
    ['investment-supervision-firm', ['housing-bureau', 'district-government']],
  ] as const)('%s', (owner, expected) => {
    expect(expected.map((_told, index) => organisationToTell(owner, index + 1))).toEqual(expected);
  });
});
