import type { CompensationChoice } from '../vocabulary/cases.js';

/** What a decision offers: money, or a house with a value of its own. Money in fen. */
export interface DecidedCompensation {
  readonly amountFen: bigint;
  readonly exchangeValueFen: bigint;
}

/** What is left to be paid once the household has taken one of both; never in both directions. */
export interface DecidedDue {
  readonly dueFen: bigint;
  readonly fromHouseholdFen: bigint;
}

/** 结算差价: all of the money, or the difference between the compensation and the house (征收与补偿条例 art 21). */
export function dueByDecision(
  { amountFen, exchangeValueFen }: DecidedCompensation,
  choice: CompensationChoice,
): DecidedDue {
  const difference = choice === 'money' ? amountFen : amountFen - exchangeValueFen;
  return difference >= 0n
    ? { dueFen: difference, fromHouseholdFen: 0n }
    : { dueFen: 0n, fromHouseholdFen: -difference };
}
