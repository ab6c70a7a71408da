import { createWriteStream } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { wholeLedger } from '../../db/repositories/ledger.repository.js';
import { rootsOf } from '../../db/repositories/ledger-roots.repository.js';
import type { Transaction } from '../../db/transaction.js';
import { headOf } from '../../ledger/chain.js';
import type { ChainHead } from '../../ledger/chain.js';
import { sealOf } from '../../ledger/copy.js';
import type { CopySeal } from '../../ledger/copy.js';
import { lineOf, lineOfEntry } from '../../ledger/line.js';
import { COPY_FILES } from '../ledger-files.js';

/** Writes a copy of the whole ledger, as of this transaction, into a folder; answers what it comes to. */
export async function writeCopy(tx: Transaction, folder: string): Promise<CopySeal> {
  await mkdir(folder, { recursive: true });
  // The roots first: what they cover takes no further entry.
  const roots = await rootsOf(tx);
  await writeFile(path.join(folder, COPY_FILES.roots), roots.map((root) => `${lineOf(root)}\n`).join(''));
  const heads = new Map<string, ChainHead>();
  let entries = 0;
  await pipeline(
    async function* () {
      for await (const entry of wholeLedger(tx)) {
        heads.set(entry.caseId, headOf(entry));
        entries += 1;
        yield `${lineOfEntry(entry)}\n`;
      }
    },
    createWriteStream(path.join(folder, COPY_FILES.entries)),
  );
  const seal = sealOf([...heads.values()], entries, roots.length);
  await writeFile(path.join(folder, COPY_FILES.seal), `${lineOf(seal)}\n`);
  return seal;
}
