import { createPrivateKey, createPublicKey, generateKeyPair, sign, X509Certificate } from 'node:crypto';
import { promisify } from 'node:util';
import * as asn1 from 'asn1js';
import * as pki from 'pkijs';
import type { Subject } from './certificate.js';

const MODULUS_BITS = 3072;
export const SHA256_WITH_RSA = '1.2.840.113549.1.1.11';
const COMMON_NAME = '2.5.4.3';
const ORGANISATION = '2.5.4.10';
const BASIC_CONSTRAINTS = '2.5.29.19';
const KEY_USAGE = '2.5.29.15';
/** Bits of the extension, the first in the highest place: digitalSignature and nonRepudiation; keyCertSign. */
const SIGNS_PAPERS = { byte: 0xc0, unused: 6 };
const SIGNS_CERTIFICATES = { byte: 0x04, unused: 2 };

/** PKCS#8 and SubjectPublicKeyInfo, DER. */
export interface RsaKeys {
  readonly privateKey: Buffer;
  readonly publicKey: Buffer;
}

export interface RsaRequest {
  readonly subject: Subject;
  /** SubjectPublicKeyInfo, DER. */
  readonly publicKey: Buffer;
  readonly notBefore: string;
  readonly notAfter: string;
  /** 16 bytes, as hexadecimal digits. */
  readonly serial: string;
}

export interface RsaIssuer {
  readonly subject: Subject;
  readonly keys: RsaKeys;
}

/** A new RSA key of 3072 bits: what readers of PDF files know how to check, which hardly one does with SM2. */
export async function newRsaKeys(): Promise<RsaKeys> {
  return promisify(generateKeyPair)('rsa', {
    modulusLength: MODULUS_BITS,
    publicKeyEncoding: { type: 'spki', format: 'der' },
    privateKeyEncoding: { type: 'pkcs8', format: 'der' },
  });
}

export function signRsa(content: Uint8Array, privateKey: Buffer): Buffer {
  return sign('sha256', content, createPrivateKey({ key: privateKey, format: 'der', type: 'pkcs8' }));
}

/** An X.509 certificate (version 3) over an RSA key, signed with RSA and SHA-256 by its issuer; DER. */
export function issueRsaCertificate(request: RsaRequest, { subject: issuer, keys }: RsaIssuer): Buffer {
  const isAuthority = request.publicKey.equals(keys.publicKey);
  const algorithm = new pki.AlgorithmIdentifier({ algorithmId: SHA256_WITH_RSA, algorithmParams: new asn1.Null() });
  const certificate = new pki.Certificate({
    version: 2,
    serialNumber: new asn1.Integer({ valueHex: Buffer.from(request.serial, 'hex') }),
    signature: algorithm,
    signatureAlgorithm: algorithm,
    issuer: nameOf(issuer),
    subject: nameOf(request.subject),
    notBefore: timeOf(request.notBefore),
    notAfter: timeOf(request.notAfter),
    subjectPublicKeyInfo: pki.PublicKeyInfo.fromBER(request.publicKey),
    extensions: [
      extension(BASIC_CONSTRAINTS, new pki.BasicConstraints({ cA: isAuthority }).toSchema()),
      extension(KEY_USAGE, bits(isAuthority ? SIGNS_CERTIFICATES : SIGNS_PAPERS)),
    ],
  });
  const body = Buffer.from(certificate.encodeTBS().toBER());
  certificate.tbsView = body;
  certificate.signatureValue = new asn1.BitString({ valueHex: signRsa(body, keys.privateKey) });
  return Buffer.from(certificate.toSchema(true).toBER());
}

/** RFC 5280: two digits of the year until 2049, four from then on. */
function timeOf(instant: string): pki.Time {
  const value = new Date(instant);
  const type = value.getUTCFullYear() < 2050 ? pki.TimeType.UTCTime : pki.TimeType.GeneralizedTime;
  return new pki.Time({ type, value });
}

const bits = ({ byte, unused }: typeof SIGNS_PAPERS): asn1.BitString =>
  new asn1.BitString({ valueHex: Uint8Array.of(byte), unusedBits: unused });

const extension = (extnID: string, value: { toBER(): ArrayBuffer }): pki.Extension =>
  new pki.Extension({ extnID, critical: true, extnValue: value.toBER() });

function nameOf({ name, organisation }: Subject): pki.RelativeDistinguishedNames {
  const part = (type: string, value: string) =>
    new pki.AttributeTypeAndValue({ type, value: new asn1.Utf8String({ value }) });
  return new pki.RelativeDistinguishedNames({
    typesAndValues: [part(ORGANISATION, organisation), part(COMMON_NAME, name)],
  });
}

/** Whom a certificate of this kind names. */
export function subjectOf(certificate: pki.Certificate): Subject {
  const valueOf = (type: string): string => {
    const found = certificate.subject.typesAndValues.find((each) => each.type === type);
    return found === undefined ? '' : (found.value.valueBlock as { value: string }).value;
  };
  return { name: valueOf(COMMON_NAME), organisation: valueOf(ORGANISATION) };
}

/** Was the certificate issued by the holder of the other one, and did it hold at that instant? Of itself: the same. */
export function isRsaIssuedBy(certificate: Buffer, authority: Buffer, at: string): boolean {
  const [own, issuer] = [new X509Certificate(certificate), new X509Certificate(authority)];
  const instant = Date.parse(at);
  const holds = Date.parse(own.validFrom) <= instant && instant <= Date.parse(own.validTo);
  return holds && own.checkIssued(issuer) && issuer.ca && own.verify(issuer.publicKey);
}

/** The public part of a private key, as SubjectPublicKeyInfo. */
export const publicKeyOf = (privateKey: Buffer): Buffer =>
  createPublicKey(createPrivateKey({ key: privateKey, format: 'der', type: 'pkcs8' })).export({
    format: 'der',
    type: 'spki',
  });
