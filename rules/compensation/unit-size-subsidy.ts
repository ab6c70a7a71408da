import { areaFactor, formatSqm, formatYuan, multiplyHalfUp } from '../units.js';
import { component } from './component.js';
import type { CompensationComponent } from './component.js';

/** 套型面积补贴: average price × subsidy area per certificate, only where the dwelling is not self-contained (art 27). */
export function unitSizeSubsidy(averagePriceFen: bigint, subsidyHundredths: bigint): CompensationComponent {
  const fen = multiplyHalfUp(averagePriceFen, areaFactor(subsidyHundredths));
  const formula = `评估均价${formatYuan(averagePriceFen)}元/㎡ × 套型面积补贴${formatSqm(subsidyHundredths)}㎡`;
  return component('unit-size-subsidy', fen, `${formula}（非成套）；市政府令第71号第27条`);
}
