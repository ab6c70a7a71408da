import { Household } from '../entities/household.entity.js';
import type { Transaction } from '../transaction.js';
import { computeAndStoreCompensation } from './calculations.repository.js';
import { getDecision } from './compensation-decisions.repository.js';
import { mustFind } from './find.js';
import { setStage } from './households.repository.js';

/**
 * The compensation that a report offers: what the rules compute now, by the plan of the formal track, and nothing else
 * (SD18). The negotiation goes on as it is.
 */
export async function reportedCompensation(
  tx: Transaction,
  decisionId: string,
): Promise<{ readonly calculationId: string; readonly amountFen: bigint }> {
  const { householdId } = await getDecision(tx, decisionId);
  const { stage } = await mustFind(tx, Household, { id: householdId });
  const computed = await computeAndStoreCompensation(tx, householdId);
  await setStage(tx, [householdId], stage);
  return { calculationId: computed.id, amountFen: computed.totalFen };
}
