import { buildingAreaOfLivingArea } from '../area/living-area.js';
import type { Finding } from '../decision.js';
import type { Policy } from '../policy/policies.js';
import { isMode, isTenure, tenureTerms } from '../vocabulary/cases.js';
import { isRecord, InputReader } from './input-reader.js';
import type { CompensationInput, HardshipFigures, PlanItem, Scheme } from './input.js';
import {
  hardshipMustFit,
  mustBeCoefficient,
  mustBePersons,
  mustBePositive,
  mustBeUnitSize,
  tenureMustFit,
  unitSizeMustBeKnown,
} from './limits.js';
import { parsePlanItems } from './parse-plan-items.js';

/** Every field of the calculator's JSON; anything else is a slip of the pen and is refused by name. */
export const INPUT_FIELDS = [
  'mode',
  'negotiatedFollows',
  'tenure',
  'areaSqm',
  'livingAreaSqm',
  'unitPrice',
  'averagePrice',
  'k',
  'unitSizeSubsidySqm',
  'nonSelfContained',
  'replacementPrice',
  'landBasePrice',
  'priceSubsidy',
  'newHomestead',
  'persons',
  'conversionPrice',
  'items',
] as const;

const STATE_FIELDS = ['unitPrice', 'averagePrice', 'k', 'unitSizeSubsidySqm', 'nonSelfContained'] as const;
const COLLECTIVE_FIELDS = ['replacementPrice', 'landBasePrice', 'priceSubsidy', 'newHomestead'] as const;

export type ParsedCompensationInput =
  | { readonly ok: true; readonly input: CompensationInput }
  | { readonly ok: false; readonly findings: readonly Finding[] };

/**
 * Reads a calculator input (JSON; amounts in yuan and areas in m² as text) against a policy.
 * `mode` state and negotiated need unitPrice, averagePrice, k (and unitSizeSubsidySqm when nonSelfContained);
 * collective needs replacementPrice, landBasePrice (null with `newHomestead: true`) and priceSubsidy, all yuan/m².
 * A negotiated project may name `negotiatedFollows`: "state" (default by policy) or "collective".
 * `items` lists amounts of the plan: `{ "item", "planAmount"?, "planClause"?, "quantity"? }`, see plan-items.ts.
 * All findings are returned, one per field.
 */
export function parseCompensationInput(value: unknown, policy: Policy): ParsedCompensationInput {
  if (!isRecord(value)) {
    const message = '补偿计算的资料须是一个 JSON 对象，请对照样例填写';
    return { ok: false, findings: [{ code: 'COMPENSATION_INPUT_INVALID', message, basis: 'SD18' }] };
  }
  const reader = new InputReader(value);
  reader.refuseUnknown(INPUT_FIELDS);
  const mode = reader.oneOf('mode', '补偿方式', ['negotiated', 'state', 'collective'], isMode) ?? 'state';
  const tenure = reader.oneOf('tenure', '房屋类型', Object.keys(tenureTerms), isTenure) ?? 'private';
  const scheme = readScheme(reader, mode, policy);
  const figures = scheme === 'state' ? readStateFigures(reader, policy) : readCollectiveFigures(reader);
  reader.add(tenureMustFit(tenure, figures.scheme));
  const areas = readAreas(reader, policy);
  const hardship = readHardship(reader, scheme);
  const items: PlanItem[] = parsePlanItems(reader);
  if (reader.findings.length > 0) return { ok: false, findings: reader.onePerField() };
  return { ok: true, input: { mode, tenure, figures, hardship, items, nonResidential: null, ...areas } };
}

function readScheme(reader: InputReader, mode: CompensationInput['mode'], policy: Policy): Scheme {
  if (mode === 'negotiated') {
    if (!reader.has('negotiatedFollows')) return policy.compensation.negotiatedFollows.value;
    const isScheme = (text: string): text is Scheme => text === 'state' || text === 'collective';
    return reader.oneOf('negotiatedFollows', '所依口径', ['state', 'collective'], isScheme) ?? 'state';
  }
  reader.refusePresent(['negotiatedFollows'], '只有协议置换才填写，请删去该字段', 'R-26');
  return mode;
}

function readStateFigures(reader: InputReader, policy: Policy): CompensationInput['figures'] {
  reader.refusePresent(COLLECTIVE_FIELDS, '国有土地口径不用此字段，请删去', '市政府令第71号第27条');
  const unitPriceFen = reader.yuan('unitPrice', '评估单价', '25000.00');
  const averagePriceFen = reader.yuan('averagePrice', '评估均价', '25861.08');
  const subsidyCoefficientBp = reader.coefficient('k', '价格补贴系数', '0.3');
  const nonSelfContained = reader.flag('nonSelfContained', '是否非成套');
  const unitSize = reader.has('unitSizeSubsidySqm') ? reader.sqm('unitSizeSubsidySqm', '套型补贴面积', '15') : null;
  reader.add([
    ...mustBePositive(unitPriceFen, 'unitPrice', '评估单价'),
    ...mustBePositive(averagePriceFen, 'averagePrice', '评估均价'),
    ...mustBeCoefficient(subsidyCoefficientBp, 'k', policy),
    ...(unitSize === null ? [] : mustBeUnitSize(unitSize, 'unitSizeSubsidySqm', policy)),
    ...unitSizeMustBeKnown(nonSelfContained, unitSize),
  ]);
  const unitSizeSubsidyHundredths = unitSize;
  return {
    scheme: 'state',
    unitPriceFen,
    averagePriceFen,
    subsidyCoefficientBp,
    nonSelfContained,
    unitSizeSubsidyHundredths,
  };
}

function readCollectiveFigures(reader: InputReader): CompensationInput['figures'] {
  reader.refusePresent(STATE_FIELDS, '集体土地口径不用此字段，请删去', '沪府发〔2011〕75号');
  const newHomestead = reader.has('newHomestead') && reader.flag('newHomestead', '是否另批宅基地');
  const replacementPriceFen = reader.yuan('replacementPrice', '重置单价结合成新', '1200.00');
  reader.add(mustBePositive(replacementPriceFen, 'replacementPrice', '重置单价结合成新'));
  const priceSubsidyFen = reader.yuan('priceSubsidy', '价格补贴', '2000.00');
  if (newHomestead) {
    reader.refusePresent(['landBasePrice'], '另批宅基地的不计土地使用权基价，请删去', '沪府发〔2011〕75号');
    return { scheme: 'collective', replacementPriceFen, landBasePriceFen: null, priceSubsidyFen };
  }
  const landBasePriceFen = reader.yuan('landBasePrice', '土地使用权基价', '3000.00');
  reader.add(mustBePositive(landBasePriceFen, 'landBasePrice', '土地使用权基价'));
  return { scheme: 'collective', replacementPriceFen, landBasePriceFen, priceSubsidyFen };
}

function readAreas(
  reader: InputReader,
  policy: Policy,
): Pick<CompensationInput, 'areaHundredths' | 'livingAreaHundredths'> {
  const living = reader.has('livingAreaSqm') ? reader.sqm('livingAreaSqm', '居住面积', '11.9') : null;
  if (living !== null) reader.add(mustBePositive(living, 'livingAreaSqm', '居住面积'));
  if (living === null || reader.has('areaSqm')) {
    const areaHundredths = reader.sqm('areaSqm', '建筑面积', '18.33');
    reader.add(mustBePositive(areaHundredths, 'areaSqm', '建筑面积'));
    return { areaHundredths, livingAreaHundredths: null };
  }
  return { areaHundredths: buildingAreaOfLivingArea(living, policy), livingAreaHundredths: living };
}

function readHardship(reader: InputReader, scheme: Scheme): HardshipFigures | null {
  const present = (['persons', 'conversionPrice'] as const).filter((field) => reader.has(field));
  if (present.length === 0) return null;
  reader.add(present.flatMap((field) => hardshipMustFit(scheme, field)));
  if (scheme === 'collective') return null;
  const persons = reader.count('persons', '困难人口数', '7');
  const conversionPriceFen = reader.yuan('conversionPrice', '折算单价', '21500.00');
  reader.add([
    ...mustBePersons(persons, 'persons'),
    ...mustBePositive(conversionPriceFen, 'conversionPrice', '折算单价'),
  ]);
  return { persons, conversionPriceFen };
}
