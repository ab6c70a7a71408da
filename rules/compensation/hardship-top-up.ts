import type { Policy } from '../policy/policies.js';
import { areaFactor, formatSqm, formatYuan, multiplyHalfUp } from '../units.js';
import { component } from './component.js';
import type { CompensationComponent } from './component.js';
import type { HardshipFigures } from './input.js';

/**
 * 居住困难户保障补贴: what is missing to the floor area per recognised person at the conversion price
 * (市政府令第71号 art 31). `formulaFen` is the compensation by formula, without items of the plan.
 * A household above the floor gets a component of 0, so that the answer can be read and checked.
 */
export function hardshipTopUp(figures: HardshipFigures, formulaFen: bigint, policy: Policy): CompensationComponent {
  const floor = policy.compensation.hardshipFloorHundredths;
  const { persons, conversionPriceFen } = figures;
  const floorFen = multiplyHalfUp(conversionPriceFen * BigInt(persons), areaFactor(floor.value));
  const guaranteed = [
    `折算单价${formatYuan(conversionPriceFen)}元/㎡`,
    `${persons.toString()}人`,
    `${formatSqm(floor.value)}㎡/人`,
  ].join(' × ');
  const compensation = `公式补偿${formatYuan(formulaFen)}元`;
  if (formulaFen >= floorFen) {
    const basis = `${compensation}已达到保障额${formatYuan(floorFen)}元（${guaranteed}），不需补足；${floor.basis}`;
    return component('hardship-top-up', 0n, basis);
  }
  return component('hardship-top-up', floorFen - formulaFen, `${guaranteed} － ${compensation}；${floor.basis}`);
}
