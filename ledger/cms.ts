import { createHash, verify, X509Certificate } from 'node:crypto';
import * as asn1 from 'asn1js';
import * as pki from 'pkijs';
import type { Subject } from './certificate.js';
import { isRsaIssuedBy, SHA256_WITH_RSA, signRsa, subjectOf } from './rsa-certificate.js';

const SHA256 = '2.16.840.1.101.3.4.2.1';
const DATA = '1.2.840.113549.1.7.1';
const SIGNED_DATA = '1.2.840.113549.1.7.2';
const CONTENT_TYPE = '1.2.840.113549.1.9.3';
const MESSAGE_DIGEST = '1.2.840.113549.1.9.4';
const SIGNING_CERTIFICATE_V2 = '1.2.840.113549.1.9.16.2.47';
const SET = 0x31;

/** The key that seals files for readers of PDF, with the certificates that say whose it is; DER. */
export interface FileSeal {
  readonly privateKey: Buffer;
  readonly certificate: Buffer;
  readonly authority: Buffer;
}

type Certificates = Pick<FileSeal, 'certificate' | 'authority'>;

export class CmsError extends Error {}

/**
 * A detached signature as PAdES asks for it (CMS, RFC 5652, with the hash of the signer's certificate among what is
 * signed, ETSI EN 319 142-1 baseline B-B). The same bytes and key give the same signature.
 */
export function signCms(covered: Uint8Array, { privateKey, ...certificates }: FileSeal): Buffer {
  const attributes = attributesOf(covered, certificates.certificate);
  return cmsOf(certificates, attributes, signRsa(derOf(attributes), privateKey));
}

export interface CmsVerdict {
  readonly subject: Subject;
  readonly authority: Subject;
}

/** Checks such a signature over these bytes; throws CmsError with what does not hold. There is one way to write it. */
export function checkCms(cms: Buffer, covered: Uint8Array, at: string): CmsVerdict {
  try {
    return verdictOn(cms, covered, at);
  } catch (error) {
    // Two libraries read what anybody may have written, and each has errors of its own for what it cannot read.
    throw error instanceof CmsError ? error : new CmsError('no signature in its form', { cause: error });
  }
}

function verdictOn(cms: Buffer, covered: Uint8Array, at: string): CmsVerdict {
  const { certificates, value } = partsOf(cms);
  const { authority } = certificates;
  const attributes = attributesOf(covered, certificates.certificate);
  if (!cmsOf(certificates, attributes, value).equals(cms)) {
    throw new CmsError('the signature is of other bytes, or not written in its one way');
  }
  if (!isRsaIssuedBy(authority, authority, at) || !isRsaIssuedBy(certificates.certificate, authority, at)) {
    throw new CmsError('the certificate does not hold');
  }
  if (!verify('sha256', derOf(attributes), new X509Certificate(certificates.certificate).publicKey, value)) {
    throw new CmsError('the signature does not hold');
  }
  return {
    subject: subjectOf(pki.Certificate.fromBER(certificates.certificate)),
    authority: subjectOf(pki.Certificate.fromBER(authority)),
  };
}

function partsOf(cms: Buffer): { readonly certificates: Certificates; readonly value: Buffer } {
  const signed = new pki.SignedData({ schema: pki.ContentInfo.fromBER(cms).content });
  const [certificate, authority] = (signed.certificates ?? []).map((each) => Buffer.from(each.toSchema().toBER()));
  const value = signed.signerInfos[0]?.signature.valueBlock.valueHexView;
  if (certificate !== undefined && authority !== undefined && value !== undefined) {
    return { certificates: { certificate, authority }, value: Buffer.from(value) };
  }
  throw new CmsError('no signature in its form');
}

const sha256 = (bytes: Uint8Array): Buffer => createHash('sha256').update(bytes).digest();
const octets = (bytes: Uint8Array): asn1.OctetString => new asn1.OctetString({ valueHex: bytes });
const sequence = (...value: asn1.BaseBlock[]): asn1.Sequence => new asn1.Sequence({ value });

/** What is signed, in the order of DER: kind, hash of the certificate, hash of the bytes, whichever sorts first. */
function attributesOf(covered: Uint8Array, certificate: Buffer): pki.Attribute[] {
  const attribute = (type: string, value: asn1.BaseBlock) => new pki.Attribute({ type, values: [value] });
  return [
    attribute(CONTENT_TYPE, new asn1.ObjectIdentifier({ value: DATA })),
    attribute(MESSAGE_DIGEST, octets(sha256(covered))),
    attribute(SIGNING_CERTIFICATE_V2, sequence(sequence(sequence(octets(sha256(certificate)))))),
  ].sort((one, other) => Buffer.compare(encoded(one), encoded(other)));
}

const encoded = (attribute: pki.Attribute): Buffer => Buffer.from(attribute.toSchema().toBER());

const signedAttributes = (attributes: pki.Attribute[]): pki.SignedAndUnsignedAttributes =>
  new pki.SignedAndUnsignedAttributes({ type: 0, attributes });

/** The attributes as they are signed: with the tag of a set, not with the one they carry inside. */
function derOf(attributes: pki.Attribute[]): Buffer {
  const bytes = Buffer.from(signedAttributes(attributes).toSchema().toBER());
  bytes[0] = SET;
  return bytes;
}

function cmsOf({ certificate, authority }: Certificates, attributes: pki.Attribute[], value: Buffer): Buffer {
  const digestAlgorithm = new pki.AlgorithmIdentifier({ algorithmId: SHA256, algorithmParams: new asn1.Null() });
  const signer = pki.Certificate.fromBER(certificate);
  const signed = new pki.SignedData({
    version: 1,
    digestAlgorithms: [digestAlgorithm],
    encapContentInfo: new pki.EncapsulatedContentInfo({ eContentType: DATA }),
    certificates: [signer, pki.Certificate.fromBER(authority)],
    signerInfos: [
      new pki.SignerInfo({
        version: 1,
        sid: new pki.IssuerAndSerialNumber({ issuer: signer.issuer, serialNumber: signer.serialNumber }),
        digestAlgorithm,
        signedAttrs: signedAttributes(attributes),
        signatureAlgorithm: new pki.AlgorithmIdentifier({
          algorithmId: SHA256_WITH_RSA,
          algorithmParams: new asn1.Null(),
        }),
        signature: octets(value),
      }),
    ],
  });
  const content = new pki.ContentInfo({ contentType: SIGNED_DATA, content: signed.toSchema(true) });
  return Buffer.from(content.toSchema().toBER());
}
