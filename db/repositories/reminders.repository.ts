import { hashOfText } from '../content-hash.js';
import type { Transaction } from '../transaction.js';
import { appendEntry, SYSTEM_ACTOR } from './ledger.repository.js';

/** Reminds whoever a step waits for, and the one above; a second reminder renews the first. */
export async function raiseReminder(
  tx: Transaction,
  { caseId, waitingFor }: { readonly caseId: string; readonly waitingFor: string },
): Promise<void> {
  const kind = `reminder: ${waitingFor}`;
  await tx.query(
    `INSERT INTO alarm (kind, case_id, text) VALUES ($1, $2, $3)
     ON CONFLICT (kind, case_id) DO UPDATE SET raised_at = app_now(), settled_at = NULL`,
    [kind, caseId, `“${waitingFor}”超过办理时限，请尽快办理；主管请督办`],
  );
  // The ledger takes no words: the name of the step stands in the alarm, its hash here.
  const payload = { alarm: 'reminder', waitingForHash: hashOfText(waitingFor) };
  await appendEntry(tx, { caseId, kind: 'alarm-raised', actorId: SYSTEM_ACTOR, clauses: ['R-53', 'R-69'], payload });
}
