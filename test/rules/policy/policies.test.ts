import { describe, expect, it } from '@jest/globals';
import { policy202107 } from '../../../rules/policy/policy-2021-07.js';
import {
  hasPolicyOn,
  parametersOf,
  policies,
  policyAmong,
  policyByVersion,
  policyOf,
  policyOn,
  unconfirmedParameters,
} from '../../../rules/policy/policies.js';
import { sizeOf } from '../../../rules/policy/rule-change.js';

const later = policyOf({ version: 'later', validFrom: '2027-01-01', validTo: null, basis: '试验' }, policy202107);
const earlier = policyOf(
  { version: 'earlier', validFrom: '2021-07-08', validTo: '2026-12-31', basis: '试验' },
  policy202107,
);

describe('policy versions', () => {
  it.each([
    ['2021-07-07', undefined],
    ['2021-07-08', 'earlier'],
    ['2026-12-31', 'earlier'],
    ['2027-01-01', 'later'],
  ])('a project registered on %s falls under %s', (date, version) => {
    expect(policyAmong([earlier, later], date)?.version).toBe(version);
  });

  it('refuses dates before the first version and dates that are none', () => {
    expect(policyOn('2026-11-24').version).toBe('2021-09');
    expect([hasPolicyOn('2021-07-08'), hasPolicyOn('2021-07-07'), hasPolicyOn('bald')]).toEqual([true, false, false]);
    expect(() => policyOn('2021-07-07')).toThrow('2021-07-08');
    expect(() => policyOn('2026-02-30')).toThrow(RangeError);
  });

  it('is found again by its version', () => {
    expect(policyByVersion('2021-07')).toBe(policies[0]);
    expect(() => policyByVersion('1999')).toThrow('1999');
  });

  it.each([
    ['2021-08-31', '2021-07', 'approval-first'],
    ['2021-09-01', '2021-09', 'agreements-first'],
  ])('a collective project started on %s under %s goes %s', (date, version, order) => {
    const { version: found, launch } = policyOn(date);
    expect([found, launch.collectiveOrder.value]).toEqual([version, order]);
  });

  it('leaves no gap and no overlap between versions', () => {
    for (const [index, next] of policies.slice(1).entries()) {
      expect(policies[index]?.validTo).not.toBeNull();
      expect((policies[index]?.validTo ?? '') < next.validFrom).toBe(true);
    }
  });
});

describe('parameters', () => {
  it('say what they are, where they come from and whether they are confirmed', () => {
    for (const { name, label, unit, basis } of parametersOf(policy202107)) {
      expect([name, label !== '', unit !== '', basis !== '']).toEqual([name, true, true, true]);
    }
  });

  it('say who may change them, and never let a value outside its own bounds', () => {
    for (const { name, value, change } of parametersOf(policy202107)) {
      const size = sizeOf(value);
      const inside =
        size === null || ((change.min === null || size >= change.min) && (change.max === null || size <= change.max));
      expect([name, inside]).toEqual([name, true]);
    }
  });

  it('show proposals as unconfirmed, and the whole set with them', () => {
    const names = unconfirmedParameters(policy202107).map(({ name }) => name);
    expect(names).toContain('signing.negotiatedEffectiveRateBp');
    expect(names).toContain('publication.area-list');
    expect(names).not.toContain('compensation.tenantShareBp');
    expect(names).toEqual(expect.arrayContaining(['signing.stateEffectiveRateBp', 'selection.quorumBp']));
    expect(policyOn('2026-11-24').confirmed).toBe(false);
  });
});
