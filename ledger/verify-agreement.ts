import { createHash } from 'node:crypto';
import { shanghaiDateOf, withMilliseconds } from '../rules/dates.js';
import { isIssuedBy, readCertificate } from './certificate.js';
import type { Subject } from './certificate.js';
import { hashOfEntry } from './entry.js';
import { readSignedFile } from './signed-file.js';
import type { ReadFile, SignedRecord } from './signed-file.js';
import { verify } from './sm2.js';
import { sm3 } from './sm3.js';
import { NOTHING_BEFORE, signerRoles, statementHash, statementText } from './statement.js';
import type { SignatureStatement, SignerRole } from './statement.js';
import { fault, judged, underRoot } from './verdict.js';
import type { Evidence, Refused, Said } from './verdict.js';

export interface Signer {
  readonly role: SignerRole;
  readonly form: SignatureStatement['form'];
  readonly subject: Subject;
  /** Who says so: the name of the certificate authority. */
  readonly authority: string;
  readonly at: string;
}

export interface CheckedAgreement extends Evidence {
  readonly ok: true;
  readonly kind: 'agreement';
  readonly agreement: string;
  readonly contentHash: string;
  readonly signers: readonly Signer[];
}

/**
 * Checks a signed agreement by itself, without the database and without trust in whoever hands it over: file, signatures
 * in their order, certificates, ledger entries, the root of a day. `published` are hashes of days as the public board
 * showed them. Says what is proved by that, and what is not.
 */
export function verifyAgreement(
  bytes: Buffer,
  published: ReadonlyMap<string, string> = new Map(),
): CheckedAgreement | Refused {
  return judged(() => {
    const { original, record, seal } = readSignedFile(bytes);
    const contentHash = createHash('sha256').update(original).digest('hex');
    const signed = checkSignatures(original, contentHash, record);
    checkEntries(contentHash, record);
    const root = checkRoot(record, published);
    const shown = seal === null ? [] : [sealSaid(seal, signed.signers)];
    return {
      ...{ ok: true, kind: 'agreement', agreement: signed.agreement, contentHash, signers: signed.signers },
      proved: [...PROVED, ...shown, ...root.proved],
      notProved: [...root.notProved, ...limits(signed.signers)],
    };
  });
}

type RecordedSignature = SignedRecord['signatures'][number];
const bytesOf = (hex: string): Buffer => Buffer.from(hex, 'hex');

function checkSignatures(original: Buffer, contentHash: string, { signatures }: SignedRecord) {
  const fileSm3 = sm3(original);
  let previous = NOTHING_BEFORE;
  let agreement: string | undefined;
  const signers: Signer[] = [];
  const roles = signerRoles(signatures.length);
  if (roles === null) throw fault('签名不全', 'Signatures are missing or too many');
  for (const [index, each] of signatures.entries()) {
    const statement = statementIn(each.statement);
    const place = String(index + 1);
    const fits =
      statement.role === roles[index] &&
      statement.contentHash === contentHash &&
      statement.fileSm3 === fileSm3 &&
      statement.agreement === (agreement ??= statement.agreement);
    if (!fits) throw fault(`第 ${place} 个签名签的不是这份文件`, `Signature ${place} is of another file or role`);
    if (statement.previous !== previous)
      throw fault(`第 ${place} 个签名不接在前一个之后`, `Signature ${place} is out of order`);
    signers.push(checkValue(each, statement, place));
    previous = statementHash(each.statement);
  }
  const [one, other] = signatures.slice(roles.indexOf('officer'));
  if (one?.certificate === other?.certificate) throw fault('两名经办人是同一人', 'Both officers are one person');
  return { agreement: String(agreement), signers };
}

function checkValue(value: RecordedSignature, statement: SignatureStatement, place: string): Signer {
  const [certificate, authority] = [bytesOf(value.certificate), bytesOf(value.authority)];
  const { role, form, at } = statement;
  const isKnown = isIssuedBy(authority, authority, at) && isIssuedBy(certificate, authority, at);
  if (!isKnown || statement.certificate !== sm3(certificate)) {
    throw fault(`第 ${place} 个签名的证书无效`, `The certificate of signature ${place} does not hold`);
  }
  const { publicKey, subject } = readCertificate(certificate);
  if (!verify(Buffer.from(value.statement, 'utf8'), bytesOf(value.signature), publicKey)) {
    throw fault(`第 ${place} 个签名无效`, `Signature ${place} does not hold`);
  }
  return { role, form, subject, authority: readCertificate(authority).subject.name, at };
}

/** The statement, written in its one way. */
function statementIn(text: string): SignatureStatement {
  try {
    const statement = JSON.parse(text) as SignatureStatement;
    const format: string = statement.format;
    if (format === 'agreement-signature/1' && statementText(statement) === text) return statement;
  } catch {
    // No JSON, or no canonical value: the same fault.
  }
  throw fault('签名声明被改动', 'A statement was changed');
}

const GATES = [
  'review-project-supervisor',
  'review-supervision-department',
  'review-investment-supervisor',
  'approve-agreement',
];

function checkEntries(contentHash: string, { entries, signatures }: SignedRecord): void {
  for (const [index, entry] of entries.entries()) {
    const before = entries[index - 1];
    const follows =
      before === undefined ||
      (entry.prevHash === before.hash && entry.seq === before.seq + 1 && entry.caseId === before.caseId);
    if (!follows || !hasItsHash(entry)) throw fault('台账记录被改动', 'A ledger entry was changed');
  }
  const about = entries.filter(({ payload }) => payload['contentHash'] === contentHash);
  const signed = about.filter(({ kind }) => kind === 'agreement-signed').map(({ payload }) => payload);
  const inLedger = signatures.every(({ statement, signature, certificate }, index) => {
    const payload = signed[index];
    return (
      payload?.['statement'] === statementHash(statement) &&
      payload['signature'] === sm3(bytesOf(signature)) &&
      payload['certificate'] === sm3(bytesOf(certificate))
    );
  });
  if (!inLedger) throw fault('签名不在台账中', 'The signatures do not stand in the ledger');
  const seal = about.findLast(({ kind }) => kind === 'agreement-sealed');
  const reviewers = GATES.map(
    (gate) =>
      about.findLast(
        ({ kind, seq, payload }) =>
          kind === 'act-recorded' &&
          seq < (seal?.seq ?? 0) &&
          payload['act'] === gate &&
          payload['verdict'] === 'approved',
      )?.actorId,
  );
  if (reviewers.includes(undefined) || new Set(reviewers).size < GATES.length) {
    throw fault(
      '台账中没有四名不同人员对这份文件的审核和用印',
      'No four reviewers and seal for this file in the ledger',
    );
  }
}

/** An entry that cannot be hashed (a date that is none) is as bad as a wrong hash, and there is one way to write a time. */
function hasItsHash(entry: SignedRecord['entries'][number]): boolean {
  try {
    return withMilliseconds(entry.at) === entry.at && hashOfEntry(entry) === entry.hash;
  } catch {
    return false;
  }
}

function checkRoot({ root, proof, entries }: SignedRecord, published: ReadonlyMap<string, string>): Evidence {
  if (root === null) {
    const zh = '盖章当日的日根尚未生成，因此时间还没有公开的凭证；次日重新下载签署版再核对';
    return { proved: [], notProved: [{ zh, en: 'No day root covers the seal yet: fetch the file again tomorrow' }] };
  }
  const last = entries.at(-1);
  if (last === undefined || shanghaiDateOf(last.at) > root.day) {
    throw fault('台账记录晚于日根', 'The ledger entries are later than the root');
  }
  return underRoot({ caseId: last.caseId, seq: last.seq, hash: last.hash }, root, proof, published);
}

/** The seal that PDF readers show is that of the last signer, put at the time of that signature. */
function sealSaid({ subject, authority, at }: NonNullable<ReadFile['seal']>, signers: readonly Signer[]): Said {
  const last = signers.at(-1);
  if (last?.subject.name !== subject.name || last.subject.organisation !== subject.organisation || last.at !== at) {
    throw fault('阅读器中显示的签章不是协议的印章', 'The seal that PDF readers show is not that of the agreement');
  }
  return {
    zh: `阅读器中显示的签章（PAdES，RSA）出自同一印章，覆盖整个文件，证书由“${authority.name}”签发`,
    en: `The seal that PDF readers show (PAdES, RSA) is that of the same body over the whole file, under "${authority.name}"`,
  };
}

const PROVED: readonly Said[] = [
  { zh: '文件的每一个字节都与签署时相同', en: 'Every byte of the file is as it was signed' },
  {
    zh: '户、两名经办人、印章依次签署了这一份文件，每个签名都在前一个之后',
    en: 'Household, two officers and the seal signed exactly this file, each after the one before',
  },
  {
    zh: '四名不同的人员对这一份文件审核通过后才用印',
    en: 'Four different persons approved exactly this file before the seal',
  },
];

function limits(signers: readonly Signer[]): Said[] {
  const limited: Said[] = [
    {
      zh: '不证明证书中的人就是本人：这取决于签发证书的认证机构，请核对其名称',
      en: 'Not proved: that a signer is the person named. That rests on the authority that issued the certificate',
    },
    {
      zh: '不证明协议内容合法、合理，也不证明协议已经生效或付款',
      en: 'Not proved: that the content is lawful or fair, nor that it took effect or was paid',
    },
  ];
  if (signers.some(({ form }) => form === 'paper')) {
    limited.push({
      zh: '户在纸面签署：这里证明的是经办人的登记和扫描件的摘要，笔迹须看原件',
      en: 'The household signed on paper: proved is the record of an officer with the hash of the scan, not the handwriting',
    });
  }
  return limited;
}
