import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { sealLedgerDay } from '../../db/repositories/ledger-roots.repository.js';
import { issueReceipt } from '../../db/repositories/receipts.repository.js';
import { signedAgreement } from '../../db/repositories/signed-agreements.repository.js';
import type { Transaction } from '../../db/transaction.js';
import { writeCopy } from '../ledger/write-copy.js';

/** One household of the project with the agreement that was sealed with it. */
const SEALED = `SELECT agreement.id, household_id AS "householdId" FROM agreement
  JOIN household ON household.id = household_id WHERE project_id = $1 AND sealed_at IS NOT NULL
  ORDER BY sealed_at, case_number LIMIT 1`;

/**
 * What a play leaves behind for a stranger (docs/verify.md): a copy of the ledger, and of one household its signed agreement
 * and its receipt. Where nothing was agreed there is only the copy.
 */
export async function writeEvidence(tx: Transaction, projectId: string, folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  await sealLedgerDay(tx);
  const sealed = await tx.maybeOne<{ id: string; householdId: string }>(SEALED, [projectId]);
  if (sealed !== undefined) {
    const agreement = await signedAgreement(tx, sealed.id);
    await writeFile(path.join(folder, 'agreement.pdf'), agreement.bytes);
    const receipt = await issueReceipt(tx, sealed.householdId);
    await writeFile(path.join(folder, 'receipt.pdf'), receipt.bytes);
  }
  await writeCopy(tx, path.join(folder, 'ledger'));
}
