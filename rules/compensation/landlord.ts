import { decide } from '../decision.js';
import type { Decision } from '../decision.js';
import type { Policy } from '../policy/policies.js';
import { areaFactor, basisPoints, formatCoefficient, formatSqm, formatYuan, multiplyHalfUp } from '../units.js';
import { component, sumOf } from './component.js';
import type { Compensation, CompensationComponent } from './component.js';
import { stateHouseValue } from './house-value.js';
import type { StateFigures } from './input.js';
import { mustBeCoefficient, mustBePositive, mustBeUnitSize, unitSizeMustBeKnown } from './limits.js';
import { priceSubsidy } from './price-subsidy.js';
import { unitSizeSubsidy } from './unit-size-subsidy.js';

/**
 * 公房产权人补偿: what the owner of a public house gets beside its tenant: his share of the appraised value, by the
 * house's own unit price (市政府令第71号 art 29). Null when a figure is out of range.
 */
export function publicOwnerCompensation(
  unitPriceFen: bigint,
  areaHundredths: bigint,
  policy: Policy,
): Decision<Compensation | null> {
  const { value: bp, basis } = policy.compensation.publicOwnerShareBp;
  const findings = [
    ...mustBePositive(unitPriceFen, 'unitPrice', '评估单价'),
    ...mustBePositive(areaHundredths, 'areaSqm', '建筑面积'),
  ];
  if (findings.length > 0) return decide(null, findings, policy.version);
  const fen = multiplyHalfUp(unitPriceFen, areaFactor(areaHundredths), basisPoints(bp));
  const formula = `产权人份额${formatCoefficient(bp)} × ${formatYuan(unitPriceFen)}元/㎡ × ${formatSqm(areaHundredths)}㎡`;
  return decide(summed([component('public-owner-share', fen, `${formula}；${basis}`)]), [], policy.version);
}

/**
 * 执行政府规定租金的私房: the owner gets the whole value of the house, the tenant his share of it with the subsidies
 * (市政府令第71号 art 30). Null when a figure is out of range.
 */
export function governmentRentCompensation(
  figures: StateFigures,
  areaHundredths: bigint,
  policy: Policy,
): Decision<{ readonly owner: Compensation; readonly tenant: Compensation } | null> {
  const {
    unitPriceFen,
    averagePriceFen,
    subsidyCoefficientBp,
    nonSelfContained,
    unitSizeSubsidyHundredths: size,
  } = figures;
  const findings = [
    ...mustBePositive(areaHundredths, 'areaSqm', '建筑面积'),
    ...mustBePositive(unitPriceFen, 'unitPrice', '评估单价'),
    ...mustBePositive(averagePriceFen, 'averagePrice', '评估均价'),
    ...mustBeCoefficient(subsidyCoefficientBp, 'k', policy),
    ...(size === null ? [] : mustBeUnitSize(size, 'unitSizeSubsidySqm', policy)),
    ...unitSizeMustBeKnown(nonSelfContained, size),
  ];
  if (findings.length > 0) return decide(null, findings, policy.version);
  const owner = summed([stateHouseValue(figures, null, areaHundredths)]);
  const tenant = summed([
    stateHouseValue(figures, policy.compensation.governmentRentTenantShareBp, areaHundredths),
    priceSubsidy(figures, areaHundredths),
    ...(nonSelfContained && size !== null ? [unitSizeSubsidy(averagePriceFen, size)] : []),
  ]);
  return decide({ owner, tenant }, [], policy.version);
}

const summed = (components: readonly CompensationComponent[]): Compensation => ({
  components,
  totalFen: sumOf(components),
});
