import { createHash } from 'node:crypto';
import { z } from 'zod';
import { canonicalJson } from './canonical-json.js';
import { isIssuedBy, readCertificate } from './certificate.js';
import type { Subject } from './certificate.js';
import { attach, detach } from './pdf-attachment.js';
import { dayRoot, hash, hex, merklePath, parseCanonical } from './signed-file.js';
import { verify } from './sm2.js';
import { sm3 } from './sm3.js';
import { fault, judged, underRoot } from './verdict.js';
import type { Evidence, Refused } from './verdict.js';

/** What a household holds in its hand: how far its case's ledger had come at the end of a day, and under which root. */
const receipt = z.strictObject({
  format: z.literal('case-receipt/1'),
  /** SHA-256 of the receipt's pages. */
  fileHash: hash,
  head: z.strictObject({ caseId: z.uuid(), seq: z.int(), hash }),
  root: dayRoot,
  proof: merklePath,
  /** SM3 of the certificate whose key signs. */
  certificate: hash,
  at: z.string(),
});
export type CaseReceipt = z.infer<typeof receipt>;

const signedReceipt = z.strictObject({
  format: z.literal('signed-receipt/1'),
  /** Canonical JSON of the receipt: what is signed. */
  receipt: z.string(),
  signature: hex,
  certificate: hex,
  authority: hex,
});
export type SignedReceipt = z.infer<typeof signedReceipt>;

export const receiptText = (value: CaseReceipt): string => canonicalJson(value);

export const receiptFile = (pages: Buffer, signed: SignedReceipt): Buffer => attach(pages, canonicalJson(signed));

export interface CheckedReceipt extends Evidence {
  readonly ok: true;
  readonly kind: 'receipt';
  readonly head: CaseReceipt['head'];
  readonly day: string;
  readonly issuer: Subject;
  /** Name of the certificate authority. */
  readonly authority: string;
}

/** Checks a household's receipt by itself, against roots as the public board showed them. */
export function verifyReceipt(
  bytes: Buffer,
  published: ReadonlyMap<string, string> = new Map(),
): CheckedReceipt | Refused {
  return judged(() => {
    const { original, attached } = detach(bytes);
    const signed = parseCanonical(attached, signedReceipt);
    const { head, root, proof, ...said } = parseCanonical(signed.receipt, receipt);
    const [certificate, authority] = [Buffer.from(signed.certificate, 'hex'), Buffer.from(signed.authority, 'hex')];
    if (said.fileHash !== createHash('sha256').update(original).digest('hex')) {
      throw fault('回执页面不是签发的那一份', 'The pages are not those that were signed');
    }
    const isKnown = isIssuedBy(authority, authority, said.at) && isIssuedBy(certificate, authority, said.at);
    if (!isKnown || said.certificate !== sm3(certificate))
      throw fault('回执的证书无效', 'The certificate does not hold');
    const { publicKey, subject } = readCertificate(certificate);
    if (!verify(Buffer.from(signed.receipt, 'utf8'), Buffer.from(signed.signature, 'hex'), publicKey)) {
      throw fault('回执的签名无效', 'The signature does not hold');
    }
    const evidence = underRoot(head, root, proof, published);
    const count = String(head.seq);
    return {
      ...{ ok: true, kind: 'receipt', head, day: root.day, issuer: subject },
      authority: readCertificate(authority).subject.name,
      proved: [
        {
          zh: `回执每一个字节都与签发时相同；截至 ${root.day}，本案台账有 ${count} 条记录，最后一条的哈希为 ${head.hash}`,
          en: `Every byte is as issued: by the end of ${root.day} the case had ${count} ledger entries, ending in ${head.hash}`,
        },
        ...evidence.proved,
      ],
      notProved: [
        ...evidence.notProved,
        {
          zh: '不证明档案至今未变：请在“核对”页面上传本回执，或用账本副本和本回执的日根运行 npm run ledger:verify',
          en: 'Not proved: that the file is unchanged today. Upload the receipt, or run ledger:verify on a copy with its root',
        },
      ],
    };
  });
}

/** Is it a receipt, going by its attachment? Says nothing about whether it holds. */
export const isReceipt = (bytes: Buffer): boolean => bytes.includes('"format":"signed-receipt/1"');
