import { verifyChain } from '../../ledger/chain.js';
import type { CheckedReceipt } from '../../ledger/receipt.js';
import { verifyFile } from '../../ledger/verify-file.js';
import type { FileVerdict } from '../../ledger/verify-file.js';
import type { Transaction } from '../transaction.js';
import { rootsOf } from './ledger-roots.repository.js';
import { entriesOf } from './ledger.repository.js';

/** Checks a signed file against the roots that were published; a receipt also against the case's ledger as it is now. */
export async function checkFile(tx: Transaction, bytes: Buffer): Promise<FileVerdict> {
  const roots = await rootsOf(tx);
  const verdict = verifyFile(bytes, new Map(roots.map(({ day, hash }) => [day, hash])));
  return verdict.ok && verdict.kind === 'receipt' ? againstLedger(tx, verdict) : verdict;
}

async function againstLedger(tx: Transaction, receipt: CheckedReceipt): Promise<FileVerdict> {
  const { head } = receipt;
  const chain = verifyChain(await entriesOf(tx, head.caseId), head);
  const count = String(head.seq);
  if (!chain.ok) {
    const zh = `本案台账与回执不符：${chain.message}`;
    return {
      ok: false,
      fault: { zh, en: `The case's ledger is no longer what the receipt says (entry ${String(chain.seq)})` },
    };
  }
  const unchanged = {
    zh: `回执签发时的 ${count} 条记录至今一条未改（按本系统现在的台账）`,
    en: `All ${count} entries of that day are unchanged in the ledger of this system today`,
  };
  // What was left open by the receipt alone has just been answered.
  return { ...receipt, proved: [...receipt.proved, unchanged], notProved: receipt.notProved.slice(0, -1) };
}
