import { describe, expect, it } from '@jest/globals';
import { mayChangeParameter } from '../../../rules/policy/may-change-parameter.js';
import type { ChangeProposal } from '../../../rules/policy/may-change-parameter.js';
import { codes, policy } from '../builders.js';

type Change = ChangeProposal['change'];

const change = (rest: Partial<Change> = {}): Change => ({
  parameter: 'signing.periodDays',
  value: 45,
  legalSource: '宝府规〔2026〕9号第3条',
  confirmed: true,
  validFrom: '2026-12-01',
  projectId: 'project-1',
  proposedBy: '法制甲',
  approvedBy: '法制乙',
  ...rest,
});

const project = (signingFrom: string | null, signingTo: string | null, startedOn = '2026-01-05') => ({
  id: 'project-1',
  startedOn,
  signingFrom,
  signingTo,
});

const propose = (rest: Partial<Change> = {}, around: Partial<ChangeProposal> = {}) =>
  codes(
    mayChangeParameter(
      { change: change(rest), today: '2026-11-24', userIds: ['经办甲'], projects: [], register: [], ...around },
      policy,
    ).findings,
  );

describe('changing a figure (SD10)', () => {
  it.each<[string, Partial<Change>, string[]]>([
    ['from tomorrow on', { validFrom: '2026-11-25' }, []],
    ['today is too late', { validFrom: '2026-11-24' }, ['CHANGE_NOT_FUTURE']],
    ['never backwards', { validFrom: '2026-11-23' }, ['CHANGE_NOT_FUTURE']],
    ['alone', { approvedBy: '法制甲' }, ['DUTY_NOT_SEPARATED']],
    ['proposed by a user of the rule', { proposedBy: '经办甲' }, ['DUTY_NOT_SEPARATED']],
    ['approved by a user of the rule', { approvedBy: '经办甲' }, ['DUTY_NOT_SEPARATED']],
    ['without a source', { legalSource: ' ' }, ['FIELD_MISSING']],
    ['of nothing', { parameter: 'signing.toString' }, ['FIELD_UNKNOWN']],
    ['of an unknown group', { parameter: 'bonus.friends' }, ['FIELD_UNKNOWN']],
    ['to what it is', { value: 30 }, ['FIELD_INVALID']],
    ['to a word', { value: '很久' }, ['FIELD_INVALID']],
    ['to half a day', { value: 30.5 }, ['FIELD_INVALID']],
    ['to nothing', { value: null }, ['FIELD_INVALID']],
    ['to zero', { value: 0 }, ['FIELD_OUT_OF_RANGE']],
    [
      'with everything wrong',
      { value: -1, legalSource: '', validFrom: '2020-01-01', proposedBy: '经办甲', approvedBy: '经办甲' },
      ['FIELD_OUT_OF_RANGE', 'DUTY_NOT_SEPARATED', 'DUTY_NOT_SEPARATED', 'CHANGE_NOT_FUTURE', 'FIELD_MISSING'],
    ],
  ])('%s', (_story, rest, expected) => {
    expect(propose(rest)).toEqual(expected);
  });

  it.each<[string, string, Change['value'], string[]]>([
    ['what the law fixes', 'compensation.tenantShareBp', 9_000, ['RULE_FIXED']],
    ['the legal minimum rate', 'signing.stateEffectiveRateMinBp', 7_000, ['RULE_FIXED']],
    ['the rate on its minimum', 'signing.stateEffectiveRateBp', 8_000, []],
    ['the rate below its minimum', 'signing.stateEffectiveRateBp', 7_999, ['FIELD_OUT_OF_RANGE']],
    ['the rate above all', 'signing.stateEffectiveRateBp', 10_001, ['FIELD_OUT_OF_RANGE']],
    ['a coefficient of less', 'compensation.subsidyCoefficientMaxBp', 2_999, []],
    ['a coefficient above 0.3', 'compensation.subsidyCoefficientMaxBp', 3_001, ['FIELD_OUT_OF_RANGE']],
    ['16 m² of subsidy', 'compensation.unitSizeSubsidyMaxHundredths', 1_600n, ['FIELD_OUT_OF_RANGE']],
    ['a longer display', 'publication.area-list', { amount: 8, unit: 'calendar-day' }, []],
    ['a shorter display', 'publication.area-list', { amount: 6, unit: 'calendar-day' }, ['RULE_LOOSENED']],
    ['a display in other days', 'publication.area-list', { amount: 9, unit: 'working-day' }, ['FIELD_INVALID']],
    ['a display of half a day', 'publication.area-list', { amount: 7.5, unit: 'calendar-day' }, ['FIELD_INVALID']],
    ['a willingness rate below', 'plan.willingnessStateBp', 8_999, ['RULE_LOOSENED']],
    ['a price every project sets', 'compensation.conversionPriceFen', 2_150_000n, []],
    ['a price of nothing', 'compensation.conversionPriceFen', 0n, ['FIELD_OUT_OF_RANGE']],
    ['a vote without run-off', 'selection.runOff', false, []],
    [
      'a figure of the district, for one project',
      'meeting.interval',
      { amount: 7, unit: 'calendar-day' },
      ['RULE_FIXED'],
    ],
  ])('%s', (_story, parameter, value, expected) => {
    expect(propose({ parameter, value })).toEqual(expected);
  });

  it.each<[string, Change['value'], string[]]>([
    ['a smaller tolerance', 50, []],
    ['no tolerance', 0, []],
    ['a larger tolerance', 61, ['RULE_LOOSENED']],
  ])('the district may set %s', (_story, value, expected) => {
    expect(propose({ parameter: 'area.surveyToleranceBp', value, projectId: null })).toEqual(expected);
  });

  it.each<[string, Change['value'], string[]]>([
    ['another share', { numerator: 3n, denominator: 4n }, []],
    ['the same share', { numerator: 2n, denominator: 3n }, ['FIELD_INVALID']],
    ['no share at all', { numerator: 0n, denominator: 4n }, ['FIELD_INVALID']],
    ['a number for a share', 2, ['FIELD_INVALID']],
  ])('a quorum may become %s', (_story, value, expected) => {
    expect(propose({ parameter: 'review.panelQuorum', value, projectId: null })).toEqual(expected);
  });
});

describe('a running signing period', () => {
  it.each([
    ['not opened', null, null, []],
    ['over yesterday', '2026-10-01', '2026-11-23', []],
    ['ends today', '2026-10-25', '2026-11-24', ['SIGNING_RUNNING']],
    ['opens on the day of the change', '2026-12-01', '2026-12-31', ['SIGNING_RUNNING']],
    ['opens the day after', '2026-12-02', '2026-12-31', []],
    ['has no end', '2026-11-01', null, ['SIGNING_RUNNING']],
  ])('of the project: %s', (_story, from, to, expected) => {
    expect(propose({}, { projects: [project(from, to)] })).toEqual(expected);
  });

  it('of another project does not matter', () => {
    const running = { ...project('2026-11-01', '2026-12-31'), id: 'project-2' };
    expect(propose({}, { projects: [running] })).toEqual([]);
  });

  it('matters to a change for all only where the project starts after it', () => {
    const from = (startedOn: string) =>
      propose({ projectId: null }, { projects: [project('2026-11-01', null, startedOn)] });
    expect([from('2026-11-30'), from('2026-12-01')]).toEqual([[], ['SIGNING_RUNNING']]);
  });

  it('and the same change twice is refused', () => {
    const before = { ...change(), number: 1 };
    expect(propose({}, { register: [before] })).toEqual(['ALREADY_DONE']);
    expect(propose({}, { register: [{ ...before, validFrom: '2027-01-01' }] })).toEqual([]);
  });
});
