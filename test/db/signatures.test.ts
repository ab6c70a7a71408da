import { beforeAll, describe, expect, it } from '@jest/globals';
import { hashOfBytes } from '../../db/content-hash.js';
import { Database } from '../../db/database.js';
import type { Agreement, AgreementSignature } from '../../db/entities/agreement.entity.js';
import {
  agreementFile,
  getAgreement,
  prepareAgreement,
  signaturesOf,
} from '../../db/repositories/agreements.repository.js';
import { storeDocument } from '../../db/repositories/documents.repository.js';
import { entriesOf } from '../../db/repositories/ledger.repository.js';
import { recordPaperSignature, signAsHousehold } from '../../db/repositories/signatures.repository.js';
import { isIssuedBy, readCertificate } from '../../ledger/certificate.js';
import { verify } from '../../ledger/sm2.js';
import { sm3 } from '../../ledger/sm3.js';
import { NOTHING_BEFORE, statementHash } from '../../ledger/statement.js';
import type { SignatureStatement } from '../../ledger/statement.js';
import { setStage } from './stage.js';

/** Takes the last signature away, past the guards, and puts a changed copy of it back through them. */
const again = (changes: Readonly<Record<string, string>>) => {
  const columns = [
    ...['agreement_id', 'position', 'party', 'person_id', 'content_hash', 'consent', 'form', 'scan_hash'],
    ...['signed_with', 'statement', 'statement_hash', 'signature', 'certificate'],
  ];
  const last = `(SELECT * FROM agreement_signature WHERE party = 'household') AS last`;
  return `CREATE TEMP TABLE kept ON COMMIT DROP AS SELECT * FROM ${last};
    SET LOCAL session_replication_role = replica;
    DELETE FROM agreement_signature; UPDATE agreement SET status = 'prepared' WHERE status = 'household-signed';
    SET LOCAL session_replication_role = DEFAULT;
    INSERT INTO agreement_signature (${columns.join(', ')})
      SELECT ${columns.map((column) => changes[column] ?? column).join(', ')} FROM kept`;
};

describe('who signs an agreement, and in which order', () => {
  const stage = setStage(2);
  const first = () => stage.field.householdIds[0] ?? '';
  let agreement: Agreement;
  const attempt = (sql: string) => stage.attacker.attempt(sql);

  beforeAll(async () => {
    const { db, field } = stage;
    await field.freeze();
    await field.negotiate();
    await field.check();
    agreement = await db.transaction((tx) => prepareAgreement(tx, first()));
    const { id, contentHash } = agreement;
    await db.transaction((tx) => signAsHousehold(tx, id, contentHash));
  });

  it('takes the one signature that fits its statement, and no other word, place, key or certificate (R-46, R-48)', async () => {
    const bad = 'R-46、R-48 CONTENT_CHANGED';
    expect(await attempt(again({}))).toBe('done');
    expect(await attempt(again({ position: '2' }))).toBe(bad);
    expect(await attempt(again({ signature: 'NULL' }))).toBe(bad);
    expect(await attempt(again({ consent: `'别的话'` }))).toBe(bad);
    expect(await attempt(again({ certificate: `'\\x00'::bytea` }))).toBe(bad);
    expect(await attempt(again({ signed_with: `'authority:local'` }))).toBe(bad);
    for (const member of ['contentHash', 'role', 'agreement', 'previous', 'form']) {
      const statement = `jsonb_set(statement::jsonb, '{${member}}', '"other"')::text`;
      expect([member, await attempt(again({ statement }))]).toEqual([member, bad]);
    }
  });

  it('refuses the seal as a signature before anybody has reviewed (R-41)', async () => {
    const sql = `INSERT INTO agreement_signature (agreement_id, position, party, person_id, content_hash)
      SELECT id, 2, 'seal', '${stage.field.staff.sealKeeper}', content_hash FROM agreement`;
    expect(await attempt(sql)).toBe('R-41 REVIEW_INCOMPLETE');
  });

  it('keeps no key in clear, and lets none be changed (R-46)', async () => {
    const rows = await stage.attacker.rows<{ owner: string; key: Buffer }>(
      'SELECT owner, sealed_key AS key FROM signer_key ORDER BY owner',
    );
    expect(rows.map(({ owner }) => owner)).toEqual(['authority:local', `household:${first()}`]);
    for (const { key } of rows) expect(key).toHaveLength(12 + 16 + 32);
    expect(await attempt(`UPDATE signer_key SET public_key = '04' || repeat('0', 128)`)).toBe(
      'R-46 TRANSITION_FORBIDDEN',
    );
    const other = await Database.open(stage.url, { signingSecret: 'another secret, of another installation' });
    const keyless = await Database.open(stage.url);
    try {
      const sign = (db: Database) =>
        db.transaction((tx) => Promise.resolve(tx.vault.open(`household:${first()}`, key)));
      const key = rows[1]?.key ?? Buffer.alloc(0);
      await expect(sign(other)).rejects.toThrow('unable to authenticate');
      await expect(sign(keyless)).rejects.toThrow('signingSecret');
      await expect(
        stage.db.transaction((tx) => Promise.resolve(tx.vault.open('household:another', key))),
      ).rejects.toThrow();
    } finally {
      await other.close();
      await keyless.close();
    }
  });

  describe('once it is sealed', () => {
    let signatures: AgreementSignature[];
    beforeAll(async () => {
      const { field, db } = stage;
      const id = await field.sign();
      agreement = await db.transaction((tx) => getAgreement(tx, id));
      await field.review();
      await field.seal(id);
      signatures = await db.transaction((tx) => signaturesOf(tx, agreement.id));
    });
    const statementOf = ({ statement }: AgreementSignature) => JSON.parse(statement ?? '') as SignatureStatement;

    it('carries four signatures, each of the file and of the one before, under a certificate (R-41, R-42, R-46)', async () => {
      const { bytes } = await stage.db.transaction((tx) => agreementFile(tx, agreement.id));
      expect(signatures.map(({ party }) => party)).toEqual(['household', 'officer', 'officer', 'seal']);
      let previous = NOTHING_BEFORE;
      for (const each of signatures) {
        const statement = statementOf(each);
        const certificate = each.certificate ?? Buffer.alloc(0);
        expect(statement).toMatchObject({ contentHash: hashOfBytes(bytes), fileSm3: sm3(bytes), previous });
        expect(statement.certificate).toBe(sm3(certificate));
        const { publicKey } = readCertificate(certificate);
        expect(verify(Buffer.from(each.statement ?? ''), each.signature ?? Buffer.alloc(0), publicKey)).toBe(true);
        previous = statementHash(each.statement ?? '');
      }
      const [issuer] = await stage.attacker.rows<{ certificate: Buffer }>(
        `SELECT certificate FROM signer_key WHERE owner = 'authority:local'`,
      );
      const authority = issuer?.certificate ?? Buffer.alloc(0);
      const sealed = signatures.at(-1)?.certificate ?? Buffer.alloc(0);
      expect(isIssuedBy(sealed, authority, await stage.db.transaction((tx) => tx.now()))).toBe(true);
      expect(isIssuedBy(sealed, authority, '2020-01-01T00:00:00.000Z')).toBe(false);
      expect(readCertificate(sealed).subject.name).toBe('协议专用章');
    });

    it('has the hashes of every signature in the ledger (R-46)', async () => {
      const entries = await stage.db.transaction((tx) => entriesOf(tx, first()));
      const signed = entries.filter(
        ({ kind, payload }) => kind === 'agreement-signed' && payload['agreementId'] === agreement.id,
      );
      expect(signed.map(({ payload }) => [payload['statement'], payload['signature']])).toEqual(
        signatures.map(({ statement, signature }) => [sm3(statement ?? ''), sm3(signature ?? '')]),
      );
    });

    it('cannot be sealed without the signature of the seal (R-41, R-48)', async () => {
      const sql = `SET LOCAL session_replication_role = replica;
        DELETE FROM agreement_signature WHERE party = 'seal';
        UPDATE agreement SET status = 'approved', sealed_at = NULL, sealed_by = NULL
          WHERE id = '${agreement.id}';
        SET LOCAL session_replication_role = DEFAULT;
        UPDATE agreement SET status = 'sealed', sealed_at = app_now(), sealed_by = '${stage.field.staff.sealKeeper}'
          WHERE id = '${agreement.id}'`;
      expect(await attempt(sql)).toBe('R-41、R-48 REVIEW_INCOMPLETE');
    });
  });

  it('lets a household sign on paper: with the scan in its bag, recorded by an officer who negotiated (R-47, R-48)', async () => {
    const { db, field } = stage;
    const second = field.householdIds[1] ?? '';
    await field.negotiate(second);
    await field.check(second);
    const paper = await db.transaction((tx) => prepareAgreement(tx, second));
    const scan = (type: 'signed-agreement' | 'other') =>
      db.transaction((tx) =>
        storeDocument(tx, {
          ...{ householdId: second, type, name: '协议签字页.pdf', mediaType: 'application/pdf' },
          ...{ bytes: Buffer.from(`%PDF-1.7 scan of ${type}`), uploadedBy: field.staff.officerA },
        }),
      );
    const record = (documentId: string, officerId = field.staff.officerA) => {
      const signature = { contentHash: paper.contentHash, documentId, keptAt: '某镇档案室', officerId };
      return db.transaction((tx) => recordPaperSignature(tx, paper.id, signature));
    };
    await expect(record((await scan('other')).id)).rejects.toMatchObject({ code: 'FILE_BAG_INCOMPLETE' });
    const { id, contentHash } = await scan('signed-agreement');
    await expect(record(id, field.staff.officerC)).rejects.toMatchObject({ code: 'NOT_NEGOTIATING_OFFICER' });
    expect(await record(id)).toMatchObject({ status: 'household-signed' });
    expect(await record(id)).toMatchObject({ status: 'household-signed' });
    const [signature] = await db.transaction((tx) => signaturesOf(tx, paper.id));
    expect(signature).toMatchObject({ party: 'household', form: 'paper', scanHash: contentHash });
    expect(JSON.parse(signature?.statement ?? '')).toMatchObject({
      scanHash: contentHash,
      words: '原件存放：某镇档案室',
    });
  });
});
