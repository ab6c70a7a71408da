import { describe, expect, it } from '@jest/globals';
import { deemedAccepted, mayRequest, objectionPeriod } from '../../../rules/appraisal/objection-periods.js';
import type { ObjectionRequest } from '../../../rules/appraisal/objection-periods.js';
import { calendar, codes, policy } from '../builders.js';

const request = (rest: Partial<ObjectionRequest> = {}): ObjectionRequest => ({
  step: 'reappraisalRequest',
  receivedOn: '2026-11-02',
  requestedOn: '2026-11-12',
  faults: '面积计算有误',
  requestedBefore: false,
  ...rest,
});

describe('ten days', () => {
  it.each(['reappraisalRequest', 'reappraisalAnswer', 'expertRequest', 'expertOpinion'] as const)(
    'of %s are calendar days; an end on a day off moves on',
    (step) => {
      const end = (startsOn: string) => objectionPeriod(step, startsOn, calendar, policy).lastDay;
      expect([end('2026-11-02'), end('2026-11-04'), end('2026-09-21')]).toEqual([
        '2026-11-12',
        '2026-11-16',
        '2026-10-08',
      ]);
    },
  );
});

describe('asking for another look', () => {
  it.each<[string, Partial<ObjectionRequest>, string[]]>([
    ['on the last day', {}, []],
    ['a day late', { requestedOn: '2026-11-13' }, ['REQUEST_TOO_LATE']],
    ['on the day of receipt', { requestedOn: '2026-11-02' }, []],
    ['before receipt', { requestedOn: '2026-11-01' }, ['STEP_OUT_OF_ORDER']],
    ['before any report', { receivedOn: null }, ['STEP_OUT_OF_ORDER']],
    ['of the experts before the agency answered', { step: 'expertRequest', receivedOn: null }, ['STEP_OUT_OF_ORDER']],
    ['of the experts in time', { step: 'expertRequest' }, []],
    ['without saying what is wrong', { faults: ' ' }, ['FIELD_MISSING']],
    ['twice', { requestedBefore: true }, ['ALREADY_DONE']],
  ])('%s', (_story, rest, expected) => {
    expect(codes(mayRequest(request(rest), calendar, policy).findings)).toEqual(expected);
  });

  it.each([
    ['silent on the last day', null, '2026-11-12', false],
    ['silent the day after', null, '2026-11-13', true],
    ['asked in time', '2026-11-05', '2026-12-31', false],
  ])('%s: accepted', (_story, requestedOn, today, accepted) => {
    expect(deemedAccepted('reappraisalRequest', '2026-11-02', requestedOn, today, calendar, policy)).toBe(accepted);
  });
});
