import type { Policy } from '../policy/policies.js';
import { areaFactor, basisPoints, formatCoefficient, formatSqm, formatYuan, multiplyHalfUp } from '../units.js';
import { component } from './component.js';
import type { CompensationComponent } from './component.js';
import { stateHouseValue } from './house-value.js';
import type { CompensationInput } from './input.js';

/**
 * 产权人补偿: what the owner of a house that is let at government rent gets beside its tenant. Of a public house his share
 * of the appraised value, by the house's own unit price (市政府令第71号 art 29); of a private one the whole value (art 30).
 * Null where the household owns its house. The input is one that the compensation was computed from.
 */
export function ownerShareOf(
  { tenure, figures, areaHundredths }: Pick<CompensationInput, 'tenure' | 'figures' | 'areaHundredths'>,
  policy: Policy,
): CompensationComponent | null {
  if (tenure === 'private' || figures.scheme !== 'state') return null;
  if (tenure === 'government-rent') {
    const { fen, basis } = stateHouseValue(figures, null, areaHundredths);
    return component('government-rent-owner', fen, `${basis}、第30条`);
  }
  const { value: bp, basis } = policy.compensation.publicOwnerShareBp;
  const fen = multiplyHalfUp(figures.unitPriceFen, areaFactor(areaHundredths), basisPoints(bp));
  const product = `${formatYuan(figures.unitPriceFen)}元/㎡ × ${formatSqm(areaHundredths)}㎡`;
  return component('public-owner-share', fen, `产权人份额${formatCoefficient(bp)} × ${product}；${basis}`);
}
