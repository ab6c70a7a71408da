import { countReturns } from '../../rules/review/returns.js';
import { isReviewGate } from '../../rules/review/gates.js';
import type { ReturnReason } from '../../rules/vocabulary/cases.js';
import { Agreement } from '../entities/agreement.entity.js';
import { refusal } from '../errors.js';
import type { Transaction } from '../transaction.js';
import { actsOfCase, withdraw } from './case-acts.repository.js';
import { mustLock } from './find.js';
import { setStage } from './households.repository.js';
import { appendEntry } from './ledger.repository.js';

/**
 * Records that a file bag went back (R-40): the reviews and officers' signatures given on this version are withdrawn,
 * for reason a or b the pre-signing check too, so that nothing approved before carries over. Asked again it answers
 * the same.
 */
export async function recordFileBagReturn(
  tx: Transaction,
  agreementId: string,
): Promise<{ returnReason: ReturnReason; returns: number }> {
  const agreement = await mustLock(tx, Agreement, { id: agreementId });
  const { householdId, contentHash } = agreement;
  const acts = await actsOfCase(tx, householdId);
  const returned = acts.findLast(
    (act) => isReviewGate(act.act) && act.verdict === 'returned' && act.contentHash === contentHash,
  );
  if (returned?.returnReason == null) {
    throw refusal('TRANSITION_FORBIDDEN', '本版协议没有被退回，无需整改', 'R-40');
  }
  const { returnReason } = returned;
  const emptied = acts.filter(
    ({ act, verdict, contentHash: hash, withdrawn }) =>
      !withdrawn &&
      ((hash === contentHash && (act === 'sign-as-officer' || (isReviewGate(act) && verdict === 'approved'))) ||
        (act === 'check-before-signing' && returnReason !== 'c')),
  );
  const answer = { returnReason, returns: countReturns(acts) };
  if (emptied.length === 0 && agreement.status === 'superseded') return answer;
  await withdraw(
    tx,
    emptied.map(({ id }) => id),
  );
  await tx.query(
    `UPDATE agreement SET status = 'returned' WHERE id = $1 AND status NOT IN ('returned', 'superseded')`,
    [agreementId],
  );
  await setStage(tx, [householdId], returnReason === 'c' ? 'signing' : 'negotiating');
  if (emptied.length > 0) {
    await appendEntry(tx, {
      caseId: householdId,
      kind: 'agreement-returned',
      actorId: returned.personId,
      clauses: ['R-40'],
      payload: { agreementId, contentHash, returnReason, returns: answer.returns, act: returned.act },
    });
  }
  return answer;
}
