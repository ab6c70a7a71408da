import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { isIssuedBy, issueCertificate, pemOf, readCertificate } from '../../ledger/certificate.js';
import {
  bytesOfInteger,
  der,
  DerError,
  integer,
  oid,
  readAll,
  readMembers,
  readSequence,
  TAG,
} from '../../ledger/der.js';
import { newKeyPair, sign, verify } from '../../ledger/sm2.js';

const AT = '2026-03-02T01:00:00.000Z';
const valid = { notBefore: '2026-01-01T00:00:00.000Z', notAfter: '2027-01-01T00:00:00.000Z' };
const subject = { name: '测试认证机构', organisation: '测试' };
const keys = newKeyPair();
const authority = issueCertificate(
  { subject, publicKey: keys.publicKey, serial: '41'.repeat(16), ...valid },
  { subject, keys },
);
const officer = newKeyPair();
const certificate = issueCertificate(
  {
    subject: { name: '经办甲', organisation: '某事务所' },
    publicKey: officer.publicKey,
    serial: '42'.repeat(16),
    ...valid,
  },
  { subject, keys },
);

/** The bytes with one of them changed. */
const damaged = (bytes: Buffer) =>
  fc.tuple(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 })).map(([at, by]) => {
    const copy = Buffer.from(bytes);
    copy[at] = (copy[at] ?? 0) ^ by;
    return copy;
  });

describe('signatures with SM2', () => {
  const content = Buffer.from('{"协议":1}');
  const signature = sign(content, officer);

  it('fit their content and key alone', () => {
    expect(verify(content, signature, officer.publicKey)).toBe(true);
    expect(verify(Buffer.from('{"协议":2}'), signature, officer.publicKey)).toBe(false);
    expect(verify(content, signature, keys.publicKey)).toBe(false);
    expect(verify(content, signature, `04${'0'.repeat(128)}`)).toBe(false);
    expect(keys.privateKey).not.toBe(officer.privateKey);
  });

  it('have one way to be written: no changed byte is a signature', () => {
    fc.assert(fc.property(damaged(signature), (other) => !verify(content, other, officer.publicKey)));
    expect(verify(content, Buffer.concat([signature, Buffer.from([0])]), officer.publicKey)).toBe(false);
    expect(verify(content, der(TAG.sequence, integer(Buffer.from([1]))), officer.publicKey)).toBe(false);
  });
});

describe('certificates', () => {
  it('say whose key it is, who says so, and how long', () => {
    expect(readCertificate(certificate)).toEqual({
      subject: { name: '经办甲', organisation: '某事务所' },
      issuer: subject,
      ...valid,
      publicKey: officer.publicKey,
    });
    expect(pemOf(certificate)).toMatch(/^-----BEGIN CERTIFICATE-----\n[A-Za-z0-9+/=\n]+-----END CERTIFICATE-----\n$/);
  });

  it('hold under their issuer, in their time, and under nobody else', () => {
    expect(isIssuedBy(certificate, authority, AT)).toBe(true);
    expect(isIssuedBy(authority, authority, AT)).toBe(true);
    expect(isIssuedBy(certificate, authority, '2027-01-02T00:00:00.000Z')).toBe(false);
    expect(isIssuedBy(certificate, certificate, AT)).toBe(false);
    const other = newKeyPair();
    const pretender = issueCertificate(
      { subject, publicKey: other.publicKey, serial: '43'.repeat(16), ...valid },
      { subject, keys: other },
    );
    expect(isIssuedBy(certificate, pretender, AT)).toBe(false);
  });

  it('do not survive a changed byte, of their own or of their issuer', () => {
    fc.assert(fc.property(damaged(certificate), (other) => !isIssuedBy(other, authority, AT)));
    fc.assert(fc.property(damaged(authority), (other) => !isIssuedBy(other, other, AT)));
    expect(isIssuedBy(Buffer.concat([certificate, Buffer.from([5, 0])]), authority, AT)).toBe(false);
  });
});

describe('DER', () => {
  it('writes numbers of objects and lengths as OpenSSL reads them', () => {
    expect(oid('1.2.156.10197.1.501').toString('hex')).toBe('06082a811ccf55018375');
    expect(der(TAG.octetString, Buffer.alloc(300)).subarray(0, 4).toString('hex')).toBe('0482012c');
    expect(der(TAG.octetString, Buffer.alloc(200)).subarray(0, 3).toString('hex')).toBe('0481c8');
    expect(integer(Buffer.from([0, 0, 0x80])).toString('hex')).toBe('02020080');
  });

  it.each([
    ['a length that is cut off', '30'],
    ['content that is cut off', '3003'],
    ['no definite length', '3080'],
    ['a length of too many bytes', '308301000000'],
    ['a length written longer than needed', '30810100'],
    ['two values', '05000500'],
    ['nothing', ''],
  ])('refuses %s', (_what, hex) => {
    expect(() => readAll(Buffer.from(hex, 'hex'))).toThrow(DerError);
  });

  it.each([
    ['no digit', '0200'],
    ['a negative one', '0201ff'],
    ['a truth value', '0101ff'],
  ])('takes %s for no number', (_what, hex) => {
    expect(() => bytesOfInteger(readAll(Buffer.from(hex, 'hex')))).toThrow(DerError);
  });

  it('lets no fault of the caller pass for a forgery', () => {
    const nothing = undefined as unknown as Buffer;
    expect(() => verify(Buffer.from('x'), nothing, officer.publicKey)).toThrow('Received undefined');
    expect(() => isIssuedBy(nothing, authority, AT)).toThrow('Received undefined');
  });

  it('refuses another kind of value than the one asked for', () => {
    expect(() => readSequence(readMembers(integer(Buffer.from([1])))[0])).toThrow(DerError);
    expect(() => readCertificate(der(TAG.sequence))).toThrow(DerError);
    expect(isIssuedBy(der(TAG.sequence), authority, AT)).toBe(false);
  });
});
