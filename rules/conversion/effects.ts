import type { IsoDate } from '../dates.js';
import { decide } from '../decision.js';
import type { Decision, Finding } from '../decision.js';
import type { Policy } from '../policy/policies.js';
import type { AgreementStatus } from '../vocabulary/statuses.js';

/**
 * What a conversion does to a household: `untouched`, its agreement stands; `finish`, the household has signed and its
 * agreement goes on to seal, only a return takes it out; `formal`, it goes to the formal branch.
 */
export type ConversionEffect = 'untouched' | 'finish' | 'formal';

const EFFECTS: Readonly<Record<AgreementStatus, ConversionEffect>> = {
  prepared: 'formal',
  'household-signed': 'finish',
  'officers-signed': 'finish',
  'in-review': 'finish',
  returned: 'formal',
  approved: 'finish',
  sealed: 'untouched',
  effective: 'untouched',
  superseded: 'formal',
  lapsed: 'formal',
};

/** 转征收对一户的影响, by the standing version of its agreement; null where there is none. */
export function conversionEffect(agreement: AgreementStatus | null): ConversionEffect {
  return agreement === null ? 'formal' : EFFECTS[agreement];
}

/** A choice of an appraiser, with the procedure it came from. */
export interface AppraiserChoice {
  readonly procedureId: string;
  readonly chosenOn: IsoDate;
}

/**
 * 重新选定评估机构: the formal branch has a procedure of its own, held after the conversion. The same agency may win
 * again; the old choice may not be carried over.
 */
export function checkNewAppraiser(
  convertedOn: IsoDate,
  earlier: AppraiserChoice | null,
  choice: AppraiserChoice,
  policy: Policy,
): Decision<null> {
  const carriedOver = choice.procedureId === earlier?.procedureId || choice.chosenOn < convertedOn;
  const message = '转为征收后须重新选定评估机构，不得沿用协议置换的选定结果';
  const findings: Finding[] = carriedOver ? [{ code: 'CHOICE_NOT_NEW', message, basis: 'R-14、R-19' }] : [];
  return decide(null, findings, policy.version);
}
