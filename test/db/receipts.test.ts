import { beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { checkFile } from '../../db/repositories/check-file.repository.js';
import { sealLedgerDay } from '../../db/repositories/ledger-roots.repository.js';
import { issueReceipt } from '../../db/repositories/receipts.repository.js';
import { canonicalJson } from '../../ledger/canonical-json.js';
import { issueCertificate } from '../../ledger/certificate.js';
import { attach, detach } from '../../ledger/pdf-attachment.js';
import { receiptFile, receiptText } from '../../ledger/receipt.js';
import type { CaseReceipt, SignedReceipt } from '../../ledger/receipt.js';
import { newKeyPair, sign } from '../../ledger/sm2.js';
import { sm3 } from '../../ledger/sm3.js';
import { verifyFile } from '../../ledger/verify-file.js';
import { setStage } from './stage.js';

describe('a household that keeps a receipt of its file (R-43, R-46, R-47)', () => {
  const stage = setStage();
  let file: Buffer;
  let pages: Buffer;
  let signed: SignedReceipt;
  let receipt: CaseReceipt;
  const issue = () => stage.db.transaction((tx) => issueReceipt(tx, stage.field.householdId));
  const check = (bytes: Buffer) => stage.db.transaction((tx) => checkFile(tx, bytes));
  const faultOf = (bytes: Buffer): string => {
    const verdict = verifyFile(bytes, new Map([[receipt.root.day, receipt.root.hash]]));
    return verdict.ok ? 'holds' : verdict.fault.en;
  };

  beforeAll(async () => {
    const { db, field } = stage;
    await field.determine();
    await expect(issue()).rejects.toMatchObject({ code: 'STEP_OUT_OF_ORDER' });
    await db.clock.pinClock('2026-03-03T02:00:00.000Z');
    await db.transaction(sealLedgerDay);
    file = (await issue()).bytes;
    const parts = detach(file);
    pages = parts.original;
    signed = JSON.parse(parts.attached) as SignedReceipt;
    receipt = JSON.parse(signed.receipt) as CaseReceipt;
  });

  it('can prove how far its file had come that day, and that it is unchanged since', async () => {
    const alone = verifyFile(file);
    expect(alone).toMatchObject({ ok: true, kind: 'receipt', day: '2026-03-02' });
    if (alone.ok) expect(alone.notProved).toHaveLength(2);
    const here = await check(file);
    expect(here).toMatchObject({ ok: true, notProved: [] });
    if (here.ok) expect(here.proved.at(-1)?.zh).toContain('至今一条未改');
  });

  it('does not accept a receipt of which a single byte was changed', () => {
    const bytes = Buffer.from(file);
    const place = fc.oneof(fc.nat(bytes.length - 1), fc.integer({ min: pages.length, max: bytes.length - 1 }));
    fc.assert(
      fc.property(place, fc.integer({ min: 1, max: 255 }), (at, by) => {
        const was = bytes[at] ?? 0;
        bytes[at] = was ^ by;
        try {
          return !verifyFile(bytes).ok;
        } finally {
          bytes[at] = was;
        }
      }),
      { numRuns: 200 },
    );
    expect(verifyFile(Buffer.concat([file, Buffer.from('\n')]))).toMatchObject({ ok: false });
  });

  it.each<[string, (draft: CaseReceipt) => CaseReceipt, string]>([
    ['of other pages', (draft) => ({ ...draft, fileHash: '0'.repeat(64) }), 'pages'],
    ['of another head', (draft) => ({ ...draft, head: { ...draft.head, seq: 1 } }), 'signature'],
    ['under another certificate', (draft) => ({ ...draft, certificate: '0'.repeat(64) }), 'certificate'],
    ['from a time before the certificate', (draft) => ({ ...draft, at: '2020-01-01T00:00:00.000Z' }), 'certificate'],
  ])('refuses a receipt %s', (_what, change, fault) => {
    expect(faultOf(receiptFile(pages, { ...signed, receipt: receiptText(change(receipt)) }))).toContain(fault);
  });

  it('refuses one that somebody signed himself, since no root covers what he says', () => {
    const keys = newKeyPair();
    const subject = { name: '档案回执专用章', organisation: '冒充' };
    const validity = { notBefore: '2020-01-01T00:00:00.000Z', notAfter: '2090-01-01T00:00:00.000Z' };
    const request = { subject, publicKey: keys.publicKey, serial: '41'.repeat(16), ...validity };
    const own = issueCertificate(request, { subject, keys });
    const text = receiptText({ ...receipt, certificate: sm3(own), head: { ...receipt.head, hash: 'f'.repeat(64) } });
    const forged = {
      ...{
        format: 'signed-receipt/1' as const,
        receipt: text,
        signature: sign(Buffer.from(text), keys).toString('hex'),
      },
      ...{ certificate: own.toString('hex'), authority: own.toString('hex') },
    };
    expect(faultOf(receiptFile(pages, forged))).toContain('not under the root');
    expect(faultOf(attach(pages, canonicalJson({ format: 'signed-receipt/1' })))).toContain('another shape');
  });

  it('gives away a ledger that was rewritten after it was issued', async () => {
    const { attacker, field } = stage;
    await attacker.plant(`UPDATE ledger_entry SET actor = 'somebody' WHERE case_id = $1 AND seq = 2`, [
      field.householdId,
    ]);
    expect(await check(file)).toMatchObject({ ok: false });
    await attacker.plant(`DELETE FROM ledger_entry WHERE case_id = $1`, [field.householdId]);
    expect(await check(file)).toMatchObject({ ok: false });
  });
});
