import { multiplyHalfUp } from '../units.js';

/** The price that counts, in fen per m²: the household's own, or the average where that is higher. */
export function appliedUnitPrice(
  unitPriceFen: bigint,
  averagePriceFen: bigint,
): { priceFen: bigint; averageApplies: boolean } {
  const averageApplies = averagePriceFen > unitPriceFen;
  return { priceFen: averageApplies ? averagePriceFen : unitPriceFen, averageApplies };
}

/**
 * 评估均价: total appraised value of the residential houses in the scope over their total area, half up to the fen.
 * Throws where there is no area: a fault of the caller.
 */
export function averagePrice(
  houses: readonly { readonly valueFen: bigint; readonly areaHundredths: bigint }[],
): bigint {
  const totalFen = houses.reduce((sum, { valueFen }) => sum + valueFen, 0n);
  const total = houses.reduce((sum, { areaHundredths }) => sum + areaHundredths, 0n);
  if (total <= 0n) throw new RangeError('An average price needs houses with an area');
  return multiplyHalfUp(totalFen, { numerator: 100n, denominator: total });
}
