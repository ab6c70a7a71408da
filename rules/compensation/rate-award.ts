/** A step of a plan's rate award: what every certificate gets from this signing rate on. */
export interface RateAwardStep {
  readonly fromRateBp: number;
  readonly amountFen: bigint;
}

/**
 * 签约率奖 at the rate reached, in fen per certificate: the amount of the highest step that was reached, 0 below the
 * first. Throws where a step does not grant more than the one before: such a plan is not one.
 */
export function rateAward(steps: readonly RateAwardStep[], rateBp: number): bigint {
  let award = 0n;
  let [before, rate] = [0n, -1];
  for (const { fromRateBp, amountFen } of steps) {
    if (fromRateBp <= rate || amountFen <= before) throw new RangeError('Steps of a rate award rise');
    if (rateBp >= fromRateBp) award = amountFen;
    [before, rate] = [amountFen, fromRateBp];
  }
  return award;
}
