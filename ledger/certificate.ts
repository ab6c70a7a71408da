import {
  bitString,
  der,
  DerError,
  integer,
  oid,
  readAll,
  readMembers,
  readSequence,
  sequence,
  set,
  TAG,
  tagged,
  time,
  utf8,
} from './der.js';
import type { DerValue } from './der.js';
import { sign, verify } from './sm2.js';
import type { KeyPair } from './sm2.js';

/** Whom a certificate names: person or seal, and the body they belong to. */
export interface Subject {
  readonly name: string;
  readonly organisation: string;
}

export interface Certificate {
  readonly subject: Subject;
  readonly issuer: Subject;
  readonly notBefore: string;
  readonly notAfter: string;
  readonly publicKey: string;
}

export interface CertificateRequest extends Omit<Certificate, 'issuer'> {
  /** 16 bytes, as hexadecimal digits. */
  readonly serial: string;
}

export interface Issuer {
  readonly subject: Subject;
  readonly keys: KeyPair;
}

const SM2_WITH_SM3 = sequence(oid('1.2.156.10197.1.501'));
const SM2_KEY = sequence(oid('1.2.840.10045.2.1'), oid('1.2.156.10197.1.301'));
const NAME = oid('2.5.4.3');
const ORGANISATION = oid('2.5.4.10');
const YES = der(TAG.boolean, Buffer.from([0xff]));

/** An X.509 certificate (version 3) over an SM2 key, signed with SM2 and SM3 by its issuer; DER. */
export function issueCertificate(request: CertificateRequest, issuer: Issuer): Buffer {
  const isAuthority = request.publicKey === issuer.keys.publicKey;
  const body = sequence(
    tagged(0, integer(Buffer.from([2]))),
    integer(Buffer.from(request.serial, 'hex')),
    SM2_WITH_SM3,
    nameOf(issuer.subject),
    sequence(time(request.notBefore), time(request.notAfter)),
    nameOf(request.subject),
    sequence(SM2_KEY, bitString(Buffer.from(request.publicKey, 'hex'))),
    tagged(3, sequence(...(isAuthority ? AUTHORITY : SIGNER))),
  );
  return sequence(body, SM2_WITH_SM3, bitString(sign(body, issuer.keys)));
}

const extension = (id: string, value: Buffer): Buffer => sequence(oid(id), YES, der(TAG.octetString, value));
const keyUsage = (bits: number, unused: number): Buffer =>
  extension('2.5.29.15', der(TAG.bitString, Buffer.from([unused, bits])));
/** Signs certificates and nothing else. */
const AUTHORITY = [extension('2.5.29.19', sequence(YES)), keyUsage(0x04, 2)];
/** Signs papers and nothing else: digitalSignature, nonRepudiation. */
const SIGNER = [extension('2.5.29.19', sequence()), keyUsage(0xc0, 6)];

function nameOf({ name, organisation }: Subject): Buffer {
  return sequence(set(sequence(ORGANISATION, utf8(organisation))), set(sequence(NAME, utf8(name))));
}

/** Reads a certificate of this kind; throws DerError when the bytes are none. */
export function readCertificate(bytes: Uint8Array): Certificate {
  const [body] = parts(bytes);
  const members = readSequence(body);
  const [, , , issuer, validity, subject, key] = members;
  const [from, to] = readSequence(validity);
  const [, bits] = readSequence(key);
  if (members.length !== 8 || bits?.content[0] !== 0) throw new DerError('no certificate');
  return {
    subject: readName(subject),
    issuer: readName(issuer),
    notBefore: readTime(from),
    notAfter: readTime(to),
    publicKey: bits.content.subarray(1).toString('hex'),
  };
}

function parts(bytes: Uint8Array): [DerValue, DerValue, DerValue] {
  const [body, algorithm, signature, ...rest] = readSequence(readAll(bytes));
  if (body === undefined || algorithm === undefined || signature?.tag !== TAG.bitString || rest.length > 0) {
    throw new DerError('no certificate');
  }
  return [body, algorithm, signature];
}

function readName(value: DerValue | undefined): Subject {
  const [organisation = '', name = ''] = readSequence(value).map((part) => {
    const [pair] = readSequence(part, TAG.set);
    return readSequence(pair)[1]?.content.toString('utf8');
  });
  return { name, organisation };
}

function readTime(value: DerValue | undefined): string {
  const digits = value?.tag === TAG.time ? value.content.toString('ascii') : '';
  const found = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z$/.exec(digits);
  if (!found) throw new DerError('no time');
  const [, year, month, day, hour, minute, second] = found.map(String);
  return `${String(year)}-${String(month)}-${String(day)}T${String(hour)}:${String(minute)}:${String(second)}.000Z`;
}

/** Was the certificate issued by the holder of the other one, and did it hold at that instant? Of itself: the same. */
export function isIssuedBy(bytes: Uint8Array, authority: Uint8Array, at: string): boolean {
  try {
    const [body, algorithm, signature] = parts(bytes);
    const issuer = readCertificate(authority);
    const own = readCertificate(bytes);
    const fits =
      algorithm.raw.equals(SM2_WITH_SM3) &&
      readMembers(body.content)[2]?.raw.equals(SM2_WITH_SM3) === true &&
      signature.content[0] === 0 &&
      nameOf(own.issuer).equals(nameOf(issuer.subject)) &&
      own.notBefore <= at &&
      at <= own.notAfter;
    return fits && verify(body.raw, signature.content.subarray(1), issuer.publicKey);
  } catch (error) {
    if (error instanceof DerError) return false;
    throw error;
  }
}

/** The certificate as a text block that OpenSSL reads. */
export function pemOf(bytes: Uint8Array): string {
  const lines = Buffer.from(bytes)
    .toString('base64')
    .replace(/.{64}(?=.)/g, '$&\n');
  return `-----BEGIN CERTIFICATE-----\n${lines}\n-----END CERTIFICATE-----\n`;
}
