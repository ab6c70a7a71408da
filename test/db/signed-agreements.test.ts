import { spawnSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { ROOT } from '../../app/clauses/own-clause-map.js';
import { agreementFile, prepareAgreement } from '../../db/repositories/agreements.repository.js';
import { storeDocument } from '../../db/repositories/documents.repository.js';
import { sealLedgerDay } from '../../db/repositories/ledger-roots.repository.js';
import { recordPaperSignature, signAsOfficer } from '../../db/repositories/signatures.repository.js';
import { signedAgreement } from '../../db/repositories/signed-agreements.repository.js';
import { keptFileSeal } from '../../db/signing/file-seal-keys.js';
import { issueCertificate } from '../../ledger/certificate.js';
import type { Subject } from '../../ledger/certificate.js';
import type { FileSeal } from '../../ledger/cms.js';
import { sealPdf } from '../../ledger/pdf-seal.js';
import { issueRsaCertificate, newRsaKeys } from '../../ledger/rsa-certificate.js';
import { readSignedFile, signedFile } from '../../ledger/signed-file.js';
import type { SignedRecord } from '../../ledger/signed-file.js';
import { newKeyPair, sign } from '../../ledger/sm2.js';
import { sm3 } from '../../ledger/sm3.js';
import { statementText } from '../../ledger/statement.js';
import type { SignatureStatement } from '../../ledger/statement.js';
import { verifyAgreement } from '../../ledger/verify-agreement.js';
import { setStage } from './stage.js';

type Mutable<T> = { -readonly [K in keyof T]: T[K] extends object | null ? Mutable<T[K]> : T[K] };
type Draft = Mutable<SignedRecord>;

describe('a signed agreement in the hands of a stranger (R-43, R-46, R-48)', () => {
  const stage = setStage(2);
  let agreementId: string;
  let today: Buffer;
  let file: Buffer;
  let original: Buffer;
  let record: SignedRecord;
  let seal: { at: string; key: FileSeal };
  const download = () => stage.db.transaction((tx) => signedAgreement(tx, agreementId));

  beforeAll(async () => {
    const { db, field } = stage;
    await field.freeze();
    await field.negotiate();
    await field.check();
    agreementId = await field.sign();
    await expect(download()).rejects.toMatchObject({ code: 'TRANSITION_FORBIDDEN' });
    await field.review();
    await field.seal(agreementId);
    today = (await download()).bytes;
    const now = await db.transaction((tx) => tx.now());
    await db.clock.pinClock(new Date(Date.parse(now) + 26 * 3_600_000).toISOString());
    await db.transaction(sealLedgerDay);
    file = (await download()).bytes;
    ({ original, record } = readSignedFile(file));
    const key = await db.transaction(async (tx) => {
      const { owner } = await tx.one<{ owner: string }>(`SELECT owner FROM file_seal_key WHERE owner LIKE 'seal:%'`);
      return keptFileSeal(tx, owner);
    });
    if (key === undefined) throw new Error('the seal has no key for files');
    seal = { at: readSignedFile(file).seal?.at ?? '', key };
  });

  const root = () => record.root ?? { day: '', hash: '' };
  const published = () => new Map([[root().day, root().hash]]);
  /** The file of a record that somebody has rewritten. */
  const forged = (change: (draft: Draft) => unknown): Buffer => {
    const draft = structuredClone(record) as Draft;
    change(draft);
    return signedFile(original, draft, seal);
  };
  const faultOf = (bytes: Buffer): string => {
    const verdict = verifyAgreement(bytes, published());
    return verdict.ok ? 'holds' : verdict.fault.en;
  };

  it('begins with the very bytes that were reviewed, and stays the same from day to day', async () => {
    const { bytes } = await stage.db.transaction((tx) => agreementFile(tx, agreementId));
    expect(file.subarray(0, bytes.length).equals(bytes)).toBe(true);
    expect((await download()).bytes.equals(file)).toBe(true);
  });

  it('proves signers, order, review and day, and says what it does not prove', () => {
    const verdict = verifyAgreement(file, published());
    if (!verdict.ok) throw new Error(verdict.fault.en);
    expect(verdict.signers.map(({ role }) => role)).toEqual(['household', 'officer', 'officer', 'seal']);
    expect(verdict.proved).toHaveLength(5);
    expect(verdict.notProved.map(({ en }) => en).join()).toContain('took effect');
    const unasked = verifyAgreement(file);
    if (!unasked.ok) throw new Error(unasked.fault.en);
    expect(unasked.proved).toHaveLength(4);
    expect(unasked.notProved[0]?.zh).toContain(root().hash);
    const early = verifyAgreement(today);
    if (!early.ok) throw new Error(early.fault.en);
    expect(early.notProved[0]?.zh).toContain('次日');
  });

  it('does not survive the change of a single byte, wherever it is', () => {
    const bytes = Buffer.from(file);
    const place = fc.oneof(fc.nat(bytes.length - 1), fc.integer({ min: original.length, max: bytes.length - 1 }));
    fc.assert(
      fc.property(place, fc.integer({ min: 1, max: 255 }), (at, by) => {
        const was = bytes[at] ?? 0;
        bytes[at] = was ^ by;
        try {
          return !verifyAgreement(bytes).ok;
        } finally {
          bytes[at] = was;
        }
      }),
      { numRuns: 300 },
    );
    expect(faultOf(file.subarray(0, -1))).toContain('No whole signed file');
    expect(faultOf(Buffer.concat([file, Buffer.from('\n')]))).toContain('No whole signed file');
    expect(faultOf(original)).toContain('no signatures attached');
    expect(faultOf(Buffer.from('%PDF-1.7'))).toContain('no signatures attached');
  });

  it.each<[string, (draft: Draft) => unknown, string]>([
    ['a signature left out', ({ signatures }) => signatures.pop(), 'missing or too many'],
    ['signatures in another order', ({ signatures }) => signatures.reverse(), 'another file or role'],
    [
      'an officer who signed twice',
      ({ signatures }) => {
        const [, one] = signatures;
        if (one) signatures.splice(2, 1, one);
      },
      'Signature 3 is out of order',
    ],
    ['an entry left out', ({ entries }) => entries.splice(3, 1), 'ledger entry was changed'],
    ['the first entries left out', ({ entries }) => entries.splice(0, 2), 'do not stand in the ledger'],
    ['the seal left out of the ledger', ({ entries }) => entries.pop(), 'No four reviewers and seal'],
    [
      'an entry without a date',
      ({ entries: [first] }) => {
        if (first) first.at = 'yesterday';
      },
      'ledger entry was changed',
    ],
    [
      'a root of its own',
      (draft) => {
        if (draft.root) draft.root.root = '0'.repeat(64);
      },
      'not under the root',
    ],
    [
      'a root of a day before its entries',
      (draft) => {
        if (draft.root) draft.root.day = '2026-01-01';
      },
      'later than the root',
    ],
    [
      'a statement of another kind',
      ({ signatures: [first] }) => {
        if (first) first.statement = first.statement.replace('agreement-signature/1', 'agreement-signature/2');
      },
      'statement was changed',
    ],
    [
      'a statement that is none',
      ({ signatures: [first] }) => {
        if (first) first.statement = '{"a": 1}';
      },
      'statement was changed',
    ],
    [
      'a signature of another statement',
      ({ signatures: [first, second] }) => {
        if (first && second) first.signature = second.signature;
      },
      'Signature 1 does not hold',
    ],
  ])('is refused with %s', (_what, change, fault) => {
    expect(faultOf(forged(change))).toContain(fault);
  });

  describe('when somebody makes keys and an authority of his own', () => {
    const validity = { notBefore: '2020-01-01T00:00:00.000Z', notAfter: '2090-01-01T00:00:00.000Z' };
    const subject = { name: '冒充者', organisation: '某处' };
    const makeSigner = () => {
      const keys = newKeyPair();
      const request = { subject, publicKey: keys.publicKey, serial: '41'.repeat(16), ...validity };
      return { keys, certificate: issueCertificate(request, { subject, keys }) };
    };
    type Forger = ReturnType<typeof makeSigner>;
    /** Signs anew from the first place on, one signer a place, each after the one before. */
    const signAnew = (signers: readonly Forger[], authority?: Buffer) => (draft: Draft) => {
      let previous: string | undefined;
      for (const [index, { keys, certificate }] of signers.entries()) {
        const place = draft.signatures[index];
        if (!place) continue;
        const said = JSON.parse(place.statement) as SignatureStatement;
        const changes = { certificate: sm3(certificate), previous: previous ?? said.previous };
        place.statement = statementText({ ...said, ...changes });
        place.certificate = certificate.toString('hex');
        place.authority = (authority ?? certificate).toString('hex');
        place.signature = sign(Buffer.from(place.statement), keys).toString('hex');
        previous = sm3(place.statement);
      }
    };

    it('he is refused under the authority of the others, and gives himself away where the next one signed', () => {
      const authority = Buffer.from(record.signatures[0]?.authority ?? '', 'hex');
      expect(faultOf(forged(signAnew([makeSigner()], authority)))).toContain('certificate of signature 1');
      expect(faultOf(forged(signAnew([makeSigner()])))).toContain('Signature 2 is out of order');
    });

    it('he is refused by the ledger, even when he signs for all; and one officer is not two', () => {
      const [household, officer, seal] = [makeSigner(), makeSigner(), makeSigner()];
      const all = signAnew([household, officer, makeSigner(), seal]);
      expect(faultOf(forged(all))).toContain('do not stand in the ledger');
      expect(faultOf(forged(signAnew([household, officer, officer, seal])))).toContain('one person');
    });
  });

  describe('sealed for readers of PDF', () => {
    const validity = { notBefore: '2020-01-01T00:00:00.000Z', notAfter: '2049-01-01T00:00:00.000Z' };
    const sealOfAnother = async (subject: Subject): Promise<FileSeal> => {
      const keys = await newRsaKeys();
      const certificate = issueRsaCertificate(
        { subject, publicKey: keys.publicKey, serial: '41'.repeat(16), ...validity },
        { subject, keys },
      );
      return { privateKey: keys.privateKey, certificate, authority: certificate };
    };

    it('is refused without that seal, at another time, of another body, and twice', async () => {
      const another = await sealOfAnother({ name: '协议专用章', organisation: '某处' });
      const bare = file.subarray(0, file.lastIndexOf('\n%SEALED '));
      expect(faultOf(bare)).toContain('the seal was taken off');
      const later = new Date(Date.parse(seal.at) + 1).toISOString();
      expect(faultOf(sealPdf(bare, later, seal.key))).toContain('not that of the agreement');
      expect(faultOf(sealPdf(bare, seal.at, another))).toContain('not that of the agreement');
      expect(faultOf(sealPdf(file, seal.at, seal.key))).toContain('No whole signed file');
    });

    it('is refused where the certificate did not hold yet, or another key signed', async () => {
      const bare = file.subarray(0, file.lastIndexOf('\n%SEALED '));
      const { privateKey } = await sealOfAnother({ name: '协议专用章', organisation: '某处' });
      expect(faultOf(sealPdf(bare, '2019-01-01T00:00:00.000Z', seal.key))).toContain('certificate does not hold');
      expect(faultOf(sealPdf(bare, seal.at, { ...seal.key, privateKey }))).toContain('signature does not hold');
    });

    it('is accepted as it was handed out before there were such seals', () => {
      expect(faultOf(signedFile(original, record, null))).toBe('holds');
    });
  });

  it('is refused against another root than the one that was published', () => {
    const verdict = verifyAgreement(file, new Map([[root().day, 'f'.repeat(64)]]));
    expect(verdict).toMatchObject({ ok: false, fault: { zh: `与 ${root().day} 公示的日根不符` } });
  });

  it('cannot be made of another file, nor with a record of another shape', () => {
    expect(() => signedFile(Buffer.from('%PDF-1.7'), record, null)).toThrow('no PDF of this software');
    const text = file.toString('latin1');
    const shaped = Buffer.from(
      text.replace('"format":"signed-agreement/2"', '"format":"signed-agreement/3"'),
      'latin1',
    );
    expect(faultOf(shaped)).toContain('another shape');
    const fraction = forged(({ entries: [first] }) => first && (first.payload['version'] = 7));
    const half = Buffer.from(fraction.toString('latin1').replace('"version":7', '"version":.'), 'latin1');
    expect(faultOf(half)).toContain('one way');
  });

  it('says of a household that signed on paper what that proves (R-48)', async () => {
    const { db, field } = stage;
    const householdId = field.householdIds[1] ?? '';
    const { officerA, officerB } = field.staff;
    await field.negotiate(householdId);
    await field.check(householdId);
    const { id, contentHash } = await db.transaction((tx) => prepareAgreement(tx, householdId));
    await db.transaction(async (tx) => {
      const scan = await storeDocument(tx, {
        ...{ householdId, type: 'signed-agreement', name: '签字页.pdf', mediaType: 'application/pdf' },
        ...{ bytes: Buffer.from('%PDF-1.7 scan'), uploadedBy: officerA },
      });
      const paper = { contentHash, documentId: scan.id, keptAt: '某镇档案室', officerId: officerA };
      await recordPaperSignature(tx, id, paper);
    });
    for (const officer of [officerA, officerB])
      await db.transaction((tx) => signAsOfficer(tx, id, officer, contentHash));
    await field.review(householdId);
    await field.seal(id, householdId);
    const verdict = verifyAgreement((await db.transaction((tx) => signedAgreement(tx, id))).bytes);
    if (!verdict.ok) throw new Error(verdict.fault.en);
    expect(verdict.signers[0]).toMatchObject({ role: 'household', form: 'paper' });
    expect(verdict.notProved.at(-1)?.zh).toContain('笔迹须看原件');
  });

  it('is checked by the command alone, which ends with 1 or 2 and says why', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'signed-'));
    const run = (...args: string[]) => {
      const { status, stdout, stderr } = spawnSync(
        process.execPath,
        ['--import', 'tsx', 'app/verify-agreement.ts', ...args],
        { cwd: ROOT, encoding: 'utf8', env: { PATH: process.env['PATH'] } },
      );
      return { status, said: stdout + stderr };
    };
    try {
      const whole = path.join(folder, 'whole.pdf');
      await writeFile(whole, file);
      const { day, hash } = root();
      const good = run(whole, '--root', `${day}=${hash}`);
      expect(good).toMatchObject({ status: 0, said: expect.stringContaining('与当日公示的日根一致') });
      expect(good.said).toContain('Household, two officers and the seal');
      const bad = path.join(folder, 'bad.pdf');
      await writeFile(bad, Buffer.concat([file.subarray(0, 2000), Buffer.from('x'), file.subarray(2001)]));
      expect(run(bad)).toMatchObject({ status: 1, said: expect.stringContaining('does not hold') });
      expect(run(path.join(folder, 'nowhere.pdf'))).toMatchObject({ status: 1 });
      expect(run(whole, '--root', 'today')).toMatchObject({ status: 2, said: expect.stringContaining('用法') });
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});
