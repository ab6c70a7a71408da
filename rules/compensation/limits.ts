import type { Finding } from '../decision.js';
import type { Policy } from '../policy/policies.js';
import { formatCoefficient, formatSqm } from '../units.js';
import type { CompensationInput, Scheme } from './input.js';
import { countedIn, isForDwellingsOnly, needsPlanAmount } from './plan-items.js';
import type { PlanItemName } from './plan-items.js';

const outOfRange = (field: string, message: string, basis: string): Finding => ({
  code: 'FIELD_OUT_OF_RANGE',
  message,
  basis,
  field,
});

/** A price, area or amount must be greater than zero. */
export function mustBePositive(value: bigint, field: string, label: string): Finding[] {
  return value > 0n ? [] : [outOfRange(field, `${label}必须大于 0，请核对后重填`, 'SD18')];
}

export function mustBeCoefficient(bp: number, field: string, policy: Policy): Finding[] {
  const { value: max, basis } = policy.compensation.subsidyCoefficientMaxBp;
  const valid = Number.isInteger(bp) && bp >= 0 && bp <= max;
  return valid ? [] : [outOfRange(field, `价格补贴系数须在 0 到 ${formatCoefficient(max)} 之间，请按方案填写`, basis)];
}

export function mustBeUnitSize(hundredths: bigint, field: string, policy: Policy): Finding[] {
  const { value: max, basis } = policy.compensation.unitSizeSubsidyMaxHundredths;
  const valid = hundredths >= 0n && hundredths <= max;
  return valid ? [] : [outOfRange(field, `套型补贴面积每证不超过 ${formatSqm(max)} 平方米，请按方案填写`, basis)];
}

export function mustBePersons(persons: number, field: string): Finding[] {
  const valid = Number.isSafeInteger(persons) && persons >= 1 && persons <= 999;
  return valid ? [] : [outOfRange(field, '困难人口数须是 1 到 999 的整数，请按认定结果填写', '市政府令第71号第31条')];
}

/** Tenants at government rent exist only on state-owned land: the formula on collective land knows no tenant's share. */
export function tenureMustFit(tenure: CompensationInput['tenure'], scheme: Scheme): Finding[] {
  if (scheme === 'state' || tenure === 'private') return [];
  const message = '集体土地口径没有公房承租和执行政府租金的私房，请改选房屋类型或补偿方式';
  return [{ code: 'FIELD_NOT_APPLICABLE', message, basis: '沪府发〔2011〕75号', field: 'tenure' }];
}

export function hardshipMustFit(scheme: Scheme, field: string): Finding[] {
  if (scheme === 'state') return [];
  const message = '居住困难户保障只适用于国有土地口径，请删去该字段';
  return [{ code: 'FIELD_NOT_APPLICABLE', message, basis: '市政府令第71号第31条', field }];
}

/** Every limit on a typed input, so that no caller can compute past them. */
export function limitFindings(input: CompensationInput, policy: Policy): Finding[] {
  return [
    ...mustBePositive(input.areaHundredths, 'areaSqm', '建筑面积'),
    ...tenureMustFit(input.tenure, input.figures.scheme),
    ...figureFindings(input, policy),
    ...hardshipFindings(input),
    ...itemFindings(input),
    ...useFindings(input),
  ];
}

/** A house that nobody lives in has no hardship, no items for dwellings, and no private owner at government rent. */
function useFindings({ nonResidential, tenure, hardship, items }: CompensationInput): Finding[] {
  if (nonResidential === null) return [];
  const basis = '市政府令第71号第30条、第31条';
  const refuse = (field: string, message: string): Finding => ({ code: 'FIELD_NOT_APPLICABLE', message, basis, field });
  return [
    ...(tenure === 'government-rent' ? [refuse('tenure', '执行政府租金的私房只有居住房屋，请核对房屋类型或用途')] : []),
    ...(hardship === null ? [] : [refuse('persons', '非居住房屋没有居住困难保障，请删去该字段')]),
    ...items.flatMap(({ item }, index) =>
      isForDwellingsOnly(item) ? [refuse(`items[${index.toString()}]`, '该项只补偿居住房屋，请删去')] : [],
    ),
  ];
}

function figureFindings({ figures }: CompensationInput, policy: Policy): Finding[] {
  if (figures.scheme === 'collective') {
    return [
      ...mustBePositive(figures.replacementPriceFen, 'replacementPrice', '重置单价结合成新'),
      ...(figures.landBasePriceFen === null
        ? []
        : mustBePositive(figures.landBasePriceFen, 'landBasePrice', '土地使用权基价')),
      ...mustNotBeNegative(figures.priceSubsidyFen, 'priceSubsidy', '价格补贴'),
    ];
  }
  const unitSize = figures.unitSizeSubsidyHundredths;
  return [
    ...mustBePositive(figures.unitPriceFen, 'unitPrice', '评估单价'),
    ...mustBePositive(figures.averagePriceFen, 'averagePrice', '评估均价'),
    ...mustBeCoefficient(figures.subsidyCoefficientBp, 'k', policy),
    ...(unitSize === null ? [] : mustBeUnitSize(unitSize, 'unitSizeSubsidySqm', policy)),
    ...unitSizeMustBeKnown(figures.nonSelfContained, unitSize),
  ];
}

export function unitSizeMustBeKnown(nonSelfContained: boolean, unitSize: bigint | null): Finding[] {
  if (!nonSelfContained || unitSize !== null) return [];
  const message = '非成套房屋请填写套型补贴面积，例如 15';
  return [{ code: 'FIELD_MISSING', message, basis: '市政府令第71号第27条', field: 'unitSizeSubsidySqm' }];
}

function mustNotBeNegative(value: bigint, field: string, label: string): Finding[] {
  return value >= 0n ? [] : [outOfRange(field, `${label}不能是负数，请核对后重填`, 'SD18')];
}

function hardshipFindings({ hardship, figures }: CompensationInput): Finding[] {
  if (hardship === null) return [];
  return [
    ...hardshipMustFit(figures.scheme, 'persons'),
    ...mustBePersons(hardship.persons, 'persons'),
    ...mustBePositive(hardship.conversionPriceFen, 'conversionPrice', '折算单价'),
  ];
}

function itemFindings({ items }: CompensationInput): Finding[] {
  return items.flatMap(({ item, plan, quantity }, index) => {
    const at = `items[${index.toString()}]`;
    const repeated = items.findIndex((other) => other.item === item) < index;
    return [
      ...(repeated ? [repeatedItem(`${at}.item`)] : []),
      ...(plan === null && needsPlanAmount(item) ? [planAmountMissing(`${at}.planAmount`)] : []),
      ...(plan === null ? [] : mustBePositive(plan.amountFen, `${at}.planAmount`, '方案金额')),
      ...(plan?.clause.trim() === '' ? [planClauseMissing(`${at}.planClause`)] : []),
      ...quantityFindings(item, quantity, `${at}.quantity`),
    ];
  });
}

/** Months and pieces are whole and at least one; other items have none. */
export function quantityFindings(item: PlanItemName, quantity: number | undefined, field: string): Finding[] {
  const counted = countedIn(item);
  if (counted === undefined) {
    if (quantity === undefined) return [];
    return [{ code: 'FIELD_NOT_APPLICABLE', message: '该项不按数量计算，请删去数量', basis: 'SD18', field }];
  }
  if (quantity === undefined) {
    return [{ code: 'FIELD_MISSING', message: `请填写数量（${counted}），例如 1`, basis: 'SD18', field }];
  }
  const valid = Number.isSafeInteger(quantity) && quantity >= 1 && quantity <= 999;
  return valid ? [] : [outOfRange(field, `数量（${counted}）须是 1 到 999 的整数，请核对`, 'SD18')];
}

export const repeatedItem = (field: string): Finding => ({
  code: 'FIELD_INVALID',
  message: '同一补偿项目只能列一次，请删去重复的一项',
  basis: 'SD18',
  field,
});

export const planAmountMissing = (field: string): Finding => ({
  code: 'FIELD_MISSING',
  message: '请按项目补偿方案填写该项金额，例如 1000.00',
  basis: 'SD18',
  field,
});

export const planClauseMissing = (field: string): Finding => ({
  code: 'FIELD_MISSING',
  message: '请写明该项金额所依据的方案条款，例如 方案第十二条',
  basis: 'SD18',
  field,
});
