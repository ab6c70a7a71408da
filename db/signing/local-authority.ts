import { randomBytes } from 'node:crypto';
import { issueCertificate } from '../../ledger/certificate.js';
import type { Issuer } from '../../ledger/certificate.js';
import type { FileSeal } from '../../ledger/cms.js';
import { issueRsaCertificate, newRsaKeys, publicKeyOf } from '../../ledger/rsa-certificate.js';
import { newKeyPair } from '../../ledger/sm2.js';
import { addDays, shanghaiDateOf } from '../../rules/dates.js';
import type { IsoInstant } from '../../rules/dates.js';
import type { Transaction } from '../transaction.js';
import type {
  CertificateAuthority,
  CertificateOrder,
  IssuedCertificate,
  RsaCertificateOrder,
} from './certificate-authority.js';
import { keepFileSeal, keptFileSeal } from './file-seal-keys.js';
import { keptKey, keepKey } from './signer-keys.js';

const OWNER = 'authority:local';
/** Its name says what it is worth. */
const SUBJECT = { name: '本机测试认证机构（不具法定效力）', organisation: '开发与演示' };
const VALID_DAYS = 3650;

/** The authority of development and demonstration: makes its own key in the same database, and vouches for nobody. */
export const localAuthority: CertificateAuthority = {
  name: 'local',
  async issue(tx: Transaction, order: CertificateOrder): Promise<IssuedCertificate> {
    const { issuer, authority } = await ownCertificate(tx, order.at);
    const certificate = issueCertificate({ ...order, ...validity(order.at), serial: newSerial() }, issuer);
    return { certificate, authority };
  },
  async issueRsa(tx: Transaction, order: RsaCertificateOrder): Promise<IssuedCertificate> {
    const { privateKey, authority } = await ownFileSeal(tx, order.at);
    const issuer = { subject: SUBJECT, keys: { privateKey, publicKey: publicKeyOf(privateKey) } };
    const certificate = issueRsaCertificate({ ...order, ...validity(order.at), serial: newSerial() }, issuer);
    return { certificate, authority };
  },
};

async function ownFileSeal(tx: Transaction, at: IsoInstant): Promise<FileSeal> {
  await tx.lock(`signer:${OWNER}`);
  const kept = await keptFileSeal(tx, OWNER);
  if (kept !== undefined) return kept;
  const keys = await newRsaKeys();
  const request = { subject: SUBJECT, publicKey: keys.publicKey, ...validity(at), serial: newSerial() };
  const authority = issueRsaCertificate(request, { subject: SUBJECT, keys });
  const made = { privateKey: keys.privateKey, certificate: authority, authority };
  await keepFileSeal(tx, OWNER, made);
  return made;
}

async function ownCertificate(tx: Transaction, at: IsoInstant): Promise<{ issuer: Issuer; authority: Buffer }> {
  await tx.lock(`signer:${OWNER}`);
  const kept = await keptKey(tx, OWNER);
  if (kept !== undefined) return { issuer: { subject: SUBJECT, keys: kept.keys }, authority: kept.certificate };
  const keys = newKeyPair();
  const issuer = { subject: SUBJECT, keys };
  const request = { subject: SUBJECT, publicKey: keys.publicKey, ...validity(at), serial: newSerial() };
  const authority = issueCertificate(request, issuer);
  await keepKey(tx, { owner: OWNER, keys, certificate: authority, authority });
  return { issuer, authority };
}

function validity(at: IsoInstant): { notBefore: IsoInstant; notAfter: IsoInstant } {
  const notAfter = `${addDays(shanghaiDateOf(at), VALID_DAYS)}T00:00:00.000Z`;
  return { notBefore: `${at.slice(0, 19)}.000Z`, notAfter };
}

/** Sixteen bytes, the first neither zero nor with its highest bit set: one way to write it. */
function newSerial(): string {
  const bytes = randomBytes(16);
  bytes[0] = ((bytes[0] ?? 0) & 0x3f) | 0x40;
  return bytes.toString('hex');
}
