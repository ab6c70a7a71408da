import { describe, expect, it } from '@jest/globals';
import { certificateExpiries, checkFirmCertified, lastValidDay } from '../../../rules/staff/certificate-expiry.js';
import type { StaffCertificate } from '../../../rules/staff/certificate.js';
import { codes, policy } from '../builders.js';

const certificate = (personId: string, rest: Partial<StaffCertificate> = {}): StaffCertificate => ({
  personId,
  number: `证-${personId}`,
  validFrom: '2026-03-01',
  validTo: '2027-02-28',
  ...rest,
});

describe('the end of a certificate (SD16)', () => {
  it.each([
    ['2027-02-28', '2027-02-28'],
    ['2027-02-27', '2027-02-27'],
    ['2099-12-31', '2027-02-28'],
  ])('that says %s is %s', (validTo, last) => {
    expect(lastValidDay(certificate('甲', { validTo }), policy)).toBe(last);
  });

  it.each([
    ['sixty-one days before', '2026-12-29', []],
    ['sixty days before', '2026-12-30', ['CERTIFICATE_EXPIRING']],
    ['on the last day', '2027-02-28', ['CERTIFICATE_EXPIRING']],
    ['the day after', '2027-03-01', ['CERTIFICATE_INVALID']],
  ])('is told %s', (_story, on, expected) => {
    expect(codes(certificateExpiries([certificate('甲')], on, policy).findings)).toEqual(expected);
  });

  it('does not matter when a newer one follows, in whatever order they stand', () => {
    const newer = certificate('甲', { validFrom: '2027-03-01', validTo: '2028-02-29' });
    const on = (all: StaffCertificate[]) => certificateExpiries(all, '2027-02-28', policy).value;
    expect([on([certificate('甲'), newer]), on([newer, certificate('甲')])]).toEqual([[], []]);
    expect(on([certificate('甲'), certificate('乙')]).map(({ personId }) => personId)).toEqual(['甲', '乙']);
    expect(on([])).toEqual([]);
  });
});

describe('the certified staff of a firm (R-10)', () => {
  const staff = (count: number) => Array.from({ length: count }, (_, index) => `员${String(index)}`);
  const check = (ids: string[], on = '2026-11-24') =>
    checkFirmCertified(
      ids,
      staff(21).map((id) => certificate(id)),
      on,
      policy,
    );

  it.each<[string, string[], string, number, string[]]>([
    ['twenty', staff(20), '2026-11-24', 20, []],
    ['nineteen', staff(19), '2026-11-24', 19, ['CERTIFIED_STAFF_SHORT']],
    ['twenty-one', staff(21), '2026-11-24', 21, []],
    ['nineteen, one of them twice', [...staff(19), '员0'], '2026-11-24', 19, ['CERTIFIED_STAFF_SHORT']],
    ['nineteen and one without', [...staff(19), '无证'], '2026-11-24', 19, ['CERTIFIED_STAFF_SHORT']],
    ['twenty whose certificates have ended', staff(20), '2027-03-01', 0, ['CERTIFIED_STAFF_SHORT']],
    ['nobody', [], '2026-11-24', 0, ['CERTIFIED_STAFF_SHORT']],
  ])('%s', (_story, ids, on, certified, expected) => {
    const { value, findings } = check(ids, on);
    expect([value.certified, codes(findings)]).toEqual([certified, expected]);
  });
});
