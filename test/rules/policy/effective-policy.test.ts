import { describe, expect, it } from '@jest/globals';
import { effectivePolicy } from '../../../rules/policy/effective-policy.js';
import type { RuleChange } from '../../../rules/policy/rule-change.js';
import { policy } from '../builders.js';

const change = (number: number, value: RuleChange['value'], rest: Partial<RuleChange> = {}): RuleChange => ({
  number,
  parameter: 'signing.periodDays',
  value,
  legalSource: '宝府规〔2026〕9号第3条',
  confirmed: true,
  validFrom: '2026-03-01',
  projectId: null,
  proposedBy: '法制甲',
  approvedBy: '法制乙',
  ...rest,
});

const ours = { id: 'project-1', startedOn: '2026-03-01' };
const daysOn = (changes: RuleChange[], on = '2026-11-24', project = ours) =>
  effectivePolicy(policy, changes, project, on).signing.periodDays.value;

describe('the figures that hold for a project', () => {
  it('are those of its policy when nothing was changed', () => {
    expect(effectivePolicy(policy, [], ours, '2026-11-24')).toBe(policy);
  });

  it.each([
    ['registered the day before the change', '2026-02-28', 30],
    ['registered on the day', '2026-03-01', 45],
  ])('the district’s of the day it started: %s', (_story, startedOn, days) => {
    expect(daysOn([change(1, 45)], '2026-11-24', { id: 'project-1', startedOn })).toBe(days);
  });

  it.each([
    ['2026-04-30', 45],
    ['2026-05-01', 60],
  ])('its own from their day on: %s', (on, days) => {
    expect(daysOn([change(2, 60, { projectId: 'project-1', validFrom: '2026-05-01' }), change(1, 45)], on)).toBe(days);
  });

  it('never those of another project', () => {
    expect(daysOn([change(1, 60, { projectId: 'project-2' })])).toBe(30);
  });

  it('the project’s own over the district’s, the later over the earlier, the higher number of one day', () => {
    const own = change(1, 60, { projectId: 'project-1', validFrom: '2026-01-01' });
    expect(daysOn([change(2, 45), own])).toBe(60);
    expect(daysOn([own, change(2, 45)])).toBe(60);
    expect(daysOn([change(2, 45), change(3, 40, { validFrom: '2026-02-01' })])).toBe(45);
    expect(daysOn([change(5, 45), change(4, 40)])).toBe(45);
  });

  it('name the changes in their version, and carry source and confirmation of the change', () => {
    const changes = [change(7, 45), change(3, 8_600, { parameter: 'signing.stateEffectiveRateBp', confirmed: false })];
    const effective = effectivePolicy(policy, changes, ours, '2026-11-24');
    expect(effective.version).toBe('2021-09+3+7');
    expect(effective.signing.periodDays).toMatchObject({ basis: '宝府规〔2026〕9号第3条', confirmed: true });
    expect(effective.signing.stateEffectiveRateBp).toMatchObject({ value: 8_600, confirmed: false });
    expect([effective.confirmed, policy.signing.periodDays.value]).toEqual([false, 30]);
  });

  it.each([
    ['fits no parameter', change(9, 1, { parameter: 'signing.bonus' })],
    ['is no number of days', change(9, 'viele')],
  ])('refuse a change that %s: it was never let in', (_story, wrong) => {
    expect(() => effectivePolicy(policy, [wrong], ours, '2026-11-24')).toThrow(/Change 9/);
  });
});
