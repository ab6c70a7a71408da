/** An exchange house that a household takes, in fen. */
export interface ExchangeHouse {
  readonly name: string;
  readonly valueFen: bigint;
}

export interface ExchangeSettlement {
  /** Paid to the household. */
  readonly toHouseholdFen: bigint;
  /** Paid by the household. */
  readonly fromHouseholdFen: bigint;
}

/**
 * 产权调换差价: what the household is due less what its houses are worth; the difference is settled in money, one way or
 * the other (征收与补偿条例 art 21). Throws on a negative value: a fault of the caller.
 */
export function settleExchange(compensationFen: bigint, houses: readonly ExchangeHouse[]): ExchangeSettlement {
  if (compensationFen < 0n || houses.some(({ valueFen }) => valueFen < 0n)) {
    throw new RangeError('Values of the field are never negative');
  }
  const difference = compensationFen - houses.reduce((sum, { valueFen }) => sum + valueFen, 0n);
  return difference >= 0n
    ? { toHouseholdFen: difference, fromHouseholdFen: 0n }
    : { toHouseholdFen: 0n, fromHouseholdFen: -difference };
}
