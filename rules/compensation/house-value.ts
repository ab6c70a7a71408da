import { appliedUnitPrice } from '../appraisal/unit-price.js';
import type { Parameter } from '../policy/policies.js';
import { areaFactor, basisPoints, formatCoefficient, formatSqm, formatYuan, multiplyHalfUp } from '../units.js';
import { component } from './component.js';
import type { CompensationComponent } from './component.js';
import type { CollectiveFigures, StateFigures } from './input.js';

/**
 * 房屋评估补偿 on state-owned land: PX × A for an owner, a tenant's share of it for a tenancy; PX is the higher of the
 * household's unit price and the average price (市政府令第71号 art 27, 29). Without a share the whole is meant.
 */
export function stateHouseValue(
  figures: Pick<StateFigures, 'unitPriceFen' | 'averagePriceFen'>,
  share: Parameter<number> | null,
  areaHundredths: bigint,
): CompensationComponent {
  const { unitPriceFen, averagePriceFen } = figures;
  const { priceFen: price, averageApplies } = appliedUnitPrice(unitPriceFen, averagePriceFen);
  const [chosen, other] = averageApplies ? ['评估均价', '评估单价'] : ['评估单价', '评估均价'];
  const lower = averageApplies ? unitPriceFen : averagePriceFen;
  const product = `${formatYuan(price)}元/㎡ × ${formatSqm(areaHundredths)}㎡`;
  const why = `取${chosen}，不低于${other}${formatYuan(lower)}元/㎡`;
  if (share === null) {
    const fen = multiplyHalfUp(price, areaFactor(areaHundredths));
    return component('house-value', fen, `${product}（${why}）；市政府令第71号第27条`);
  }
  const fen = multiplyHalfUp(price, areaFactor(areaHundredths), basisPoints(share.value));
  const basis = `承租人份额${formatCoefficient(share.value)} × ${product}（${why}）；市政府令第71号第27条、${share.basis}`;
  return component('house-value', fen, basis);
}

/**
 * 房屋补偿 on collective land: (replacement price at its newness + land-use-right base price + price subsidy) × A;
 * without the land price where the household gets a new homestead (沪府发〔2011〕75号).
 */
export function collectiveHouseValue(figures: CollectiveFigures, areaHundredths: bigint): CompensationComponent {
  const { replacementPriceFen, landBasePriceFen, priceSubsidyFen } = figures;
  const price = replacementPriceFen + (landBasePriceFen ?? 0n) + priceSubsidyFen;
  const parts = [
    `重置单价结合成新${formatYuan(replacementPriceFen)}`,
    ...(landBasePriceFen === null ? [] : [`土地使用权基价${formatYuan(landBasePriceFen)}`]),
    `价格补贴${formatYuan(priceSubsidyFen)}`,
  ].join(' + ');
  const fen = multiplyHalfUp(price, areaFactor(areaHundredths));
  return component('house-value', fen, `（${parts}）元/㎡ × ${formatSqm(areaHundredths)}㎡；沪府发〔2011〕75号`);
}
