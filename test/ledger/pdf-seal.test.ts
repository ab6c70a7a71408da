import { beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import * as pki from 'pkijs';
import { checkCms, CmsError, signCms } from '../../ledger/cms.js';
import type { FileSeal } from '../../ledger/cms.js';
import { checkSeal, sealPdf } from '../../ledger/pdf-seal.js';
import { SignedFileError } from '../../ledger/pdf-update.js';
import { isRsaIssuedBy, issueRsaCertificate, newRsaKeys, publicKeyOf } from '../../ledger/rsa-certificate.js';
import type { RsaKeys } from '../../ledger/rsa-certificate.js';

const AT = '2026-03-02T01:00:00.000Z';
const AUTHORITY = { name: '测试认证机构', organisation: '测试' };
const SEAL = { name: '协议专用章', organisation: '某镇' };
const OBJECTS = [
  '1 0 obj\n<<\n/Type /Catalog\n/Pages 3 0 R\n>>\nendobj\n',
  '3 0 obj\n<<\n/Type /Pages\n/Count 1\n/Kids [4 0 R]\n>>\nendobj\n',
  '4 0 obj\n<<\n/Type /Page\n/Parent 3 0 R\n>>\nendobj\n',
].join('');
const TAIL = 'trailer\n<<\n/Size 9\n/Root 1 0 R\n/Info 2 0 R\n/ID [<00> <00>]\n>>\nstartxref\n7\n%%EOF\n';
const PDF = Buffer.from(`%PDF-1.7\n${OBJECTS}${TAIL}`);

/** A whole CMS without signers and certificates. */
function signedByNobody(): Buffer {
  const signed = new pki.SignedData({
    version: 1,
    encapContentInfo: new pki.EncapsulatedContentInfo({ eContentType: '1.2.840.113549.1.7.1' }),
  });
  const content = new pki.ContentInfo({ contentType: '1.2.840.113549.1.7.2', content: signed.toSchema(true) });
  return Buffer.from(content.toSchema().toBER());
}

describe('the seal that readers of PDF show', () => {
  let issuer: RsaKeys;
  let own: RsaKeys;
  let authority: Buffer;
  let seal: FileSeal;
  const issued = (notAfter: string, notBefore = '2026-01-01T00:00:00.000Z') =>
    issueRsaCertificate(
      { subject: SEAL, publicKey: own.publicKey, serial: '42'.repeat(16), notBefore, notAfter },
      { subject: AUTHORITY, keys: issuer },
    );
  beforeAll(async () => {
    [issuer, own] = [await newRsaKeys(), await newRsaKeys()];
    const request = { subject: AUTHORITY, publicKey: issuer.publicKey, serial: '41'.repeat(16) };
    const dates = { notBefore: '2026-01-01T00:00:00.000Z', notAfter: '2061-01-01T00:00:00.000Z' };
    authority = issueRsaCertificate({ ...request, ...dates }, { subject: AUTHORITY, keys: issuer });
    seal = { privateKey: own.privateKey, certificate: issued('2061-01-01T00:00:00.000Z'), authority };
  });

  const restOf = (sealed: Buffer) => sealed.subarray(PDF.length);
  const faultOf = (work: () => unknown): unknown => {
    try {
      return work();
    } catch (error) {
      return error;
    }
  };

  it('says who sealed every byte and when; the same file, time and key give the same bytes', () => {
    const sealed = sealPdf(PDF, AT, seal);
    expect(sealed.subarray(0, PDF.length).equals(PDF)).toBe(true);
    expect(sealPdf(PDF, AT, seal).equals(sealed)).toBe(true);
    expect(checkSeal(PDF, restOf(sealed))).toEqual({ subject: SEAL, authority: AUTHORITY, at: AT });
  });

  it.each<[string, (sealed: Buffer) => Buffer, string]>([
    ['something else behind the file', () => Buffer.from('\n% more\n'), 'something else'],
    [
      'a date that is none',
      (rest) => Buffer.from(rest.toString('latin1').replace(AT, '2026-99-02T01:00:00.000Z')),
      'something else',
    ],
    [
      'no signature in its place',
      (rest) => Buffer.from(rest.toString('latin1').replace('/Contents <30', '/Contents <31'), 'latin1'),
      'no seal',
    ],
    [
      'something in the padding',
      (rest) => Buffer.from(rest.toString('latin1').replace('00>', '01>'), 'latin1'),
      'one way',
    ],
    [
      'another time than the one sealed',
      (rest) => Buffer.from(rest.toString('latin1').replace('D:20260302', 'D:20270302'), 'latin1'),
      'one way',
    ],
  ])('is refused with %s', (_what, change, words) => {
    const fault = faultOf(() => checkSeal(PDF, change(restOf(sealPdf(PDF, AT, seal)))));
    expect(fault).toBeInstanceOf(SignedFileError);
    expect(String(fault)).toContain(words);
  });

  it('is refused for another file, and not put on one of another program', () => {
    const other = Buffer.from(PDF.toString().replace('/Count 1', '/Count 2'));
    expect(String(faultOf(() => checkSeal(other, restOf(sealPdf(PDF, AT, seal)))))).toContain('other bytes');
    const odd = Buffer.from(PDF.toString().replace('/Parent 3 0 R\n>>', '/Parent 3 0 R\n'));
    expect(() => sealPdf(odd, AT, seal)).toThrow(SignedFileError);
  });

  it('has room for its certificates, and says so where there is not enough', () => {
    const long = { ...SEAL, organisation: '镇'.repeat(3000) };
    const certificate = issueRsaCertificate(
      { ...{ subject: long, publicKey: own.publicKey, serial: '43'.repeat(16) }, notBefore: AT, notAfter: AT },
      { subject: AUTHORITY, keys: issuer },
    );
    expect(() => sealPdf(PDF, AT, { ...seal, certificate })).toThrow('longer than its place');
  });

  describe('as a signature of its own', () => {
    const content = Buffer.from('content');

    it.each([
      ['no ASN.1', Buffer.from('hello')],
      ['another value', Buffer.from('300302012a', 'hex')],
      ['a signature of nobody', signedByNobody()],
    ])('is not read from %s', (_what, bytes) => {
      expect(() => checkCms(bytes, content, AT)).toThrow(CmsError);
    });

    it('does not survive the change of a single byte, and says so whatever that byte was', () => {
      const cms = signCms(content, seal);
      const change = fc.tuple(fc.nat(cms.length - 1), fc.integer({ min: 1, max: 255 }));
      fc.assert(
        fc.property(change, ([place, by]) => {
          const other = Buffer.from(cms);
          other[place] = (other[place] ?? 0) ^ by;
          return faultOf(() => checkCms(other, content, AT)) instanceof CmsError;
        }),
        { numRuns: 300 },
      );
    });

    it('holds for its bytes, under its certificate, on its days', () => {
      const cms = signCms(content, seal);
      expect(checkCms(cms, content, AT).subject).toEqual(SEAL);
      expect(() => checkCms(cms, Buffer.from('other'), AT)).toThrow('other bytes');
      expect(() => checkCms(cms, content, '2025-12-31T00:00:00.000Z')).toThrow('certificate does not hold');
      expect(() => checkCms(cms, content, '2062-01-01T00:00:00.000Z')).toThrow('certificate does not hold');
      const forged = signCms(content, { ...seal, privateKey: issuer.privateKey });
      expect(() => checkCms(forged, content, AT)).toThrow('signature does not hold');
    });

    it('holds under no certificate that another body made for itself', () => {
      const certificate = issueRsaCertificate(
        { ...{ subject: SEAL, publicKey: own.publicKey, serial: '44'.repeat(16) }, notBefore: AT, notAfter: AT },
        { subject: SEAL, keys: own },
      );
      expect(() => checkCms(signCms(content, { ...seal, certificate }), content, AT)).toThrow('does not hold');
      expect(isRsaIssuedBy(certificate, certificate, AT)).toBe(true);
    });

    it('tells years before and after 2050 apart', () => {
      expect(isRsaIssuedBy(issued('2049-12-31T00:00:00.000Z'), authority, '2050-06-01T00:00:00.000Z')).toBe(false);
      expect(isRsaIssuedBy(issued('2050-12-31T00:00:00.000Z'), authority, '2050-06-01T00:00:00.000Z')).toBe(true);
    });

    it('knows the public half of its key', () => {
      expect(publicKeyOf(own.privateKey).equals(own.publicKey)).toBe(true);
    });
  });
});
