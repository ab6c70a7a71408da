import { decide } from '../decision.js';
import type { Decision, Finding } from '../decision.js';
import type { Policy } from '../policy/policies.js';
import { areaFactor, basisPoints, formatCoefficient, formatSqm, formatYuan, multiplyHalfUp } from '../units.js';
import { component, sumOf } from './component.js';
import type { Compensation, CompensationComponent } from './component.js';
import type { Scheme } from './input.js';
import { mustBePositive } from './limits.js';

/** An amount with the paper it stands in (SD18). */
export interface ProvenAmount {
  readonly amountFen: bigint;
  readonly source: string;
}

export interface LostEquipment {
  readonly name: string;
  readonly replacementFen: bigint;
  /** Newness in basis points: 10 000 is new. */
  readonly newnessBp: number;
}

/** A house that nobody lives in, where nothing stops and nothing is lost. */
export const NO_BUSINESS: NonResidentialFacts = { equipmentMoving: null, lostEquipment: [], businessLoss: null };

/** More than the rate needs three years of profit and an appraisal of profit and stoppage. */
export type BusinessLoss =
  | { readonly kind: 'rate' }
  | { readonly kind: 'appraised'; readonly appraisal: ProvenAmount; readonly proofYears: number };

/** What is compensated beside the house itself. */
export interface NonResidentialFacts {
  readonly equipmentMoving: ProvenAmount | null;
  readonly lostEquipment: readonly LostEquipment[];
  /** Null where nothing stood still: no licence, no business. */
  readonly businessLoss: BusinessLoss | null;
}

export interface NonResidentialInput extends NonResidentialFacts {
  readonly scheme: Scheme;
  readonly holder: 'owner' | 'public-tenant';
  /** On collective land the price of the city's list. */
  readonly unitPriceFen: bigint;
  readonly areaHundredths: bigint;
}

/**
 * 非居住房屋补偿: the house (a public tenant gets his share), moving and installing of equipment, equipment that cannot
 * be used again, loss of business (征收与补偿条例 art 17, 23). Null when the input breaks a limit.
 */
export function computeNonResidential(input: NonResidentialInput, policy: Policy): Decision<Compensation | null> {
  const findings = inputFindings(input, policy);
  if (findings.length > 0) return decide(null, findings, policy.version);
  const value = houseValue(input, policy);
  const { equipmentMoving, lostEquipment, businessLoss } = input;
  const components = [
    value,
    ...(equipmentMoving === null
      ? []
      : [component('equipment-moving', equipmentMoving.amountFen, `设备搬迁安装费；${equipmentMoving.source}`)]),
    ...(lostEquipment.length === 0 ? [] : [equipmentLoss(lostEquipment)]),
    ...(businessLoss === null ? [] : [businessLossOf(businessLoss, input, policy)]),
  ];
  return decide({ components, totalFen: sumOf(components) }, [], policy.version);
}

function houseValue(
  { scheme, holder, unitPriceFen, areaHundredths }: NonResidentialInput,
  policy: Policy,
): CompensationComponent {
  const product = `${formatYuan(unitPriceFen)}元/㎡ × ${formatSqm(areaHundredths)}㎡`;
  if (holder === 'owner') {
    const fen = multiplyHalfUp(unitPriceFen, areaFactor(areaHundredths));
    const basis = scheme === 'state' ? '征收与补偿条例第17条' : '沪府发〔2011〕75号';
    return component('non-residential-value', fen, `${product}；${basis}`);
  }
  const { value: bp, basis } = policy.compensation.tenantShareBp;
  const fen = multiplyHalfUp(unitPriceFen, areaFactor(areaHundredths), basisPoints(bp));
  return component('non-residential-value', fen, `承租人份额${formatCoefficient(bp)} × ${product}；${basis}`);
}

/** Replacement price at its newness, each piece rounded half up, then added. */
function equipmentLoss(pieces: readonly LostEquipment[]): CompensationComponent {
  const fen = pieces.reduce(
    (sum, { replacementFen, newnessBp }) => sum + multiplyHalfUp(replacementFen, basisPoints(newnessBp)),
    0n,
  );
  const list = pieces.map(
    ({ name, replacementFen, newnessBp }) => `${name}${formatYuan(replacementFen)}元 × ${formatCoefficient(newnessBp)}`,
  );
  return component('equipment-loss', fen, `${list.join(' + ')}；征收与补偿条例第17条`);
}

/** Of the appraised value of the whole house, whoever holds it. */
function businessLossOf(
  loss: BusinessLoss,
  { unitPriceFen, areaHundredths }: NonResidentialInput,
  policy: Policy,
): CompensationComponent {
  if (loss.kind === 'appraised') {
    return component(
      'business-loss',
      loss.appraisal.amountFen,
      `按评估确定；${loss.appraisal.source}、征收与补偿条例第23条`,
    );
  }
  const { value: bp, basis } = policy.compensation.businessLossBp;
  const fen = multiplyHalfUp(unitPriceFen, areaFactor(areaHundredths), basisPoints(bp));
  const formula = `${formatCoefficient(bp)} × ${formatYuan(unitPriceFen)}元/㎡ × ${formatSqm(areaHundredths)}㎡`;
  return component('business-loss', fen, `${formula}；${basis}`);
}

/** What is wrong with the facts of a business, by the limits that hold for the column its land is compensated by. */
export function businessFindings(
  { equipmentMoving, lostEquipment, businessLoss }: NonResidentialFacts,
  scheme: Scheme,
  policy: Policy,
): Finding[] {
  return [
    ...(equipmentMoving === null ? [] : provenFindings(equipmentMoving, 'equipmentMoving', '设备搬迁安装费')),
    ...lostEquipment.flatMap(equipmentFindings),
    ...(businessLoss === null ? [] : lossFindings(businessLoss, scheme, policy)),
  ];
}

function inputFindings(input: NonResidentialInput, policy: Policy): Finding[] {
  const { scheme, holder } = input;
  const findings = [
    ...mustBePositive(input.areaHundredths, 'areaSqm', '建筑面积'),
    ...mustBePositive(input.unitPriceFen, 'unitPrice', '评估单价'),
    ...businessFindings(input, scheme, policy),
  ];
  if (scheme === 'collective' && holder === 'public-tenant') {
    const message = '集体土地口径没有公房承租，请改选权利人';
    findings.push({ code: 'FIELD_NOT_APPLICABLE', message, basis: '沪府发〔2011〕75号', field: 'holder' });
  }
  return findings;
}

function provenFindings({ amountFen, source }: ProvenAmount, field: string, label: string): Finding[] {
  return [
    ...mustBePositive(amountFen, field, label),
    ...(source.trim() === ''
      ? [
          {
            code: 'FIELD_MISSING',
            message: `请写明${label}所依据的报告`,
            basis: 'SD18',
            field: `${field}.source`,
          } as const,
        ]
      : []),
  ];
}

function equipmentFindings({ name, replacementFen, newnessBp }: LostEquipment, index: number): Finding[] {
  const at = `lostEquipment[${index.toString()}]`;
  const valid = Number.isInteger(newnessBp) && newnessBp >= 0 && newnessBp <= 10_000;
  return [
    ...(name.trim() === ''
      ? [{ code: 'FIELD_MISSING', message: '请写明设备名称', basis: 'SD18', field: `${at}.name` } as const]
      : []),
    ...mustBePositive(replacementFen, `${at}.replacement`, '重置价'),
    ...(valid
      ? []
      : [
          {
            code: 'FIELD_OUT_OF_RANGE',
            message: '成新率须在 0 到 1 之间',
            basis: 'SD18',
            field: `${at}.newness`,
          } as const,
        ]),
  ];
}

function lossFindings(loss: BusinessLoss, scheme: Scheme, policy: Policy): Finding[] {
  const field = 'businessLoss';
  if (loss.kind === 'rate') {
    if (scheme === 'state') return [];
    const message = '集体土地没有按比例计算的停产停业损失，请按评估填写';
    return [{ code: 'FIELD_NOT_APPLICABLE', message, basis: '沪府发〔2011〕75号', field }];
  }
  const { value: years, basis } = policy.compensation.businessLossProofYears;
  const message = `须有近${years}年的效益证明方可按评估补偿，请补交或按比例计算`;
  return [
    ...provenFindings(loss.appraisal, field, '停产停业损失'),
    ...(loss.proofYears >= years
      ? []
      : [{ code: 'PAPER_MISSING', message, basis, field: `${field}.proofYears` } as const]),
  ];
}
