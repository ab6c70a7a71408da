import { areaFactor, basisPoints, formatCoefficient, formatSqm, formatYuan, multiplyHalfUp } from '../units.js';
import { component } from './component.js';
import type { CompensationComponent } from './component.js';
import type { StateFigures } from './input.js';

/** 价格补贴: coefficient × average price × A, the same for owner and tenant (市政府令第71号 art 27). */
export function priceSubsidy(figures: StateFigures, areaHundredths: bigint): CompensationComponent {
  const { averagePriceFen, subsidyCoefficientBp } = figures;
  const fen = multiplyHalfUp(averagePriceFen, areaFactor(areaHundredths), basisPoints(subsidyCoefficientBp));
  const formula = [
    `系数${formatCoefficient(subsidyCoefficientBp)}`,
    `评估均价${formatYuan(averagePriceFen)}元/㎡`,
    `${formatSqm(areaHundredths)}㎡`,
  ].join(' × ');
  return component('price-subsidy', fen, `${formula}；市政府令第71号第27条`);
}
