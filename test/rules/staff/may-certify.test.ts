import { describe, expect, it } from '@jest/globals';
import { certificateEnd, mayCertify } from '../../../rules/staff/may-certify.js';
import type { Certification } from '../../../rules/staff/may-certify.js';
import type { TrainingSession } from '../../../rules/staff/training.js';
import { codes, policy } from '../builders.js';

const passed: Certification = { examOn: '2026-11-20', examPassed: true, number: '证1', validFrom: '2026-11-24' };
const trainedIn = (year: string): TrainingSession[] =>
  (['city-course', 'law-and-ethics', 'group-study'] as const).map((kind) => ({
    personId: '经办甲',
    kind,
    on: `${year}-05-04`,
    hours: 200,
    confirmed: true,
  }));

describe('a post certificate is issued (R-63 to R-65, SD16)', () => {
  it.each<[string, Partial<Certification>, TrainingSession[], string[]]>([
    ['trained this year', {}, trainedIn('2026'), []],
    ['trained last year', {}, trainedIn('2025'), []],
    ['trained two years ago', {}, trainedIn('2024'), ['TRAINING_SHORT', 'TRAINING_SHORT', 'TRAINING_SHORT']],
    ['failed the examination', { examPassed: false }, trainedIn('2026'), ['NOT_QUALIFIED']],
    ['no number', { number: null }, trainedIn('2026'), ['FIELD_MISSING']],
    ['no first day', { validFrom: null }, trainedIn('2026'), ['FIELD_MISSING']],
    ['valid from the day of the examination', { validFrom: '2026-11-20' }, trainedIn('2026'), []],
    ['valid before the examination', { validFrom: '2026-11-19' }, trainedIn('2026'), ['STEP_OUT_OF_ORDER']],
    ['examined tomorrow', { examOn: '2026-11-25', validFrom: '2026-11-25' }, trainedIn('2026'), ['FIELD_OUT_OF_RANGE']],
  ])('%s', (_story, rest, sessions, expected) => {
    const decision = mayCertify('经办甲', { ...passed, ...rest }, sessions, '2026-11-24', policy);
    expect(codes(decision.findings)).toEqual(expected);
  });

  it('counts nobody else’s training', () => {
    expect(codes(mayCertify('经办乙', passed, trainedIn('2026'), '2026-11-24', policy).findings)).toContain(
      'TRAINING_SHORT',
    );
  });

  it('is valid for a year, to the day before', () => {
    expect(certificateEnd('2026-03-01', policy)).toBe('2027-02-28');
  });
});
