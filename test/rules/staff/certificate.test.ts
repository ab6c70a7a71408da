import { describe, expect, it } from '@jest/globals';
import { certificateFindings, isCertificateValid, mayWorkAsPair } from '../../../rules/staff/certificate.js';
import type { StaffCertificate } from '../../../rules/staff/certificate.js';
import { codes, policy } from '../builders.js';

const certificate = (personId: string, rest: Partial<StaffCertificate> = {}): StaffCertificate => ({
  personId,
  number: `证-${personId}`,
  validFrom: '2026-03-01',
  validTo: '2027-02-28',
  ...rest,
});

describe('post certificates (SD16)', () => {
  it.each([
    ['2026-02-28', false],
    ['2026-03-01', true],
    ['2027-02-28', true],
    ['2027-03-01', false],
  ])('on %s: valid %s', (on, expected) => {
    expect(isCertificateValid(certificate('经办甲'), on, policy)).toBe(expected);
  });

  it('last a year at most, whatever end date was written', () => {
    expect(isCertificateValid(certificate('经办甲', { validTo: '2099-12-31' }), '2027-03-01', policy)).toBe(false);
  });

  it('must be the person’s own', () => {
    const all = [certificate('经办甲'), certificate('经办乙', { validFrom: '2025-01-01', validTo: '2025-12-31' })];
    expect(certificateFindings('经办甲', all, '2026-11-24', policy)).toEqual([]);
    expect(certificateFindings('经办乙', all, '2026-11-24', policy)[0]?.message).toContain('不在有效期内');
    expect(certificateFindings('经办丙', all, '2026-11-24', policy)[0]?.message).toContain('没有上岗证');
  });
});

describe('a pair at the household (R-42)', () => {
  const all = [certificate('经办甲'), certificate('经办乙')];

  it.each([
    ['two certified officers', ['经办甲', '经办乙'], []],
    ['one alone', ['经办甲'], ['OFFICER_PAIR_INCOMPLETE']],
    ['the same twice', ['经办甲', '经办甲'], ['SAME_OFFICER_TWICE', 'OFFICER_PAIR_INCOMPLETE']],
    ['one without certificate', ['经办甲', '经办丙'], ['CERTIFICATE_INVALID']],
    ['nobody', [], ['OFFICER_PAIR_INCOMPLETE']],
  ])('%s', (_story, persons, expected) => {
    expect(codes(mayWorkAsPair(persons, all, '2026-11-24', policy).findings)).toEqual(expected);
  });
});
