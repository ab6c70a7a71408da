import type { Subject } from '../../ledger/certificate.js';
import type { IsoInstant } from '../../rules/dates.js';
import type { Transaction } from '../transaction.js';

export interface CertificateOrder {
  readonly subject: Subject;
  /** SM2, uncompressed, hexadecimal. */
  readonly publicKey: string;
  readonly at: IsoInstant;
}

export interface RsaCertificateOrder {
  readonly subject: Subject;
  /** SubjectPublicKeyInfo, DER. */
  readonly publicKey: Buffer;
  readonly at: IsoInstant;
}

export interface IssuedCertificate {
  /** X.509, DER. */
  readonly certificate: Buffer;
  /** The issuer's own certificate, DER. */
  readonly authority: Buffer;
}

/** 电子认证机构: who says whose key it is. An installation connects a licensed one under a name of its own. */
export interface CertificateAuthority {
  readonly name: string;
  issue(tx: Transaction, order: CertificateOrder): Promise<IssuedCertificate>;
  /** For the seal of files that common readers of PDF check: hardly one of them knows SM2. */
  issueRsa(tx: Transaction, order: RsaCertificateOrder): Promise<IssuedCertificate>;
}
