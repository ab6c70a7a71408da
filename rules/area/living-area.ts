import type { Policy } from '../policy/policies.js';
import { formatSqm, multiplyUp } from '../units.js';

/**
 * Building area of a public tenancy from the living area on its voucher, in hundredths of m².
 * Rounded up to the next hundredth: the published cases (17.9 → 27.57, 11.9 → 18.33, 63.60 → 97.95) agree with no
 * other rounding; half up would give 97.94 for the last.
 */
export function buildingAreaOfLivingArea(livingHundredths: bigint, policy: Policy): bigint {
  return multiplyUp(livingHundredths, policy.area.publicTenancyFactor.value);
}

/** The conversion in words, for the basis of a determination or an amount. */
export function areaConversionText(livingHundredths: bigint, policy: Policy): string {
  const { value, basis } = policy.area.publicTenancyFactor;
  // Factors are stated with two decimals: 154/100 is written 1.54.
  const factor = formatSqm((value.numerator * 100n) / value.denominator);
  const area = formatSqm(buildingAreaOfLivingArea(livingHundredths, policy));
  return `建筑面积${area}㎡ = 居住面积${formatSqm(livingHundredths)}㎡ × ${factor}（进位到两位小数），${basis}`;
}
