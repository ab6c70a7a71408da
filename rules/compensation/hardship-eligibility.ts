import { addMonths } from '../dates.js';
import type { IsoDate } from '../dates.js';
import { decide } from '../decision.js';
import type { Decision, Finding } from '../decision.js';
import type { Policy } from '../policy/policies.js';
import { formatSqm } from '../units.js';

/** What was found out about a household that says it is in hardship. */
export interface HardshipCase {
  readonly on: IsoDate;
  readonly persons: number;
  /** All the housing of those persons in the city, here and elsewhere, in hundredths of m² of building area. */
  readonly housingHundredths: bigint;
  /** When a person last gave up a home elsewhere; null where nobody did. */
  readonly lastHomeGivenUpOn: IsoDate | null;
  readonly enjoyedAffordableHousing: boolean;
  /** The facts were verified by the district and displayed without objection. */
  readonly verified: boolean;
  readonly displayed: boolean;
}

/**
 * 居住困难户认定: fewer m² a person than the entry, no home given up in the years looked back on, no affordable housing
 * before, verified and displayed (市政府令第71号 art 31). What is granted is computed by hardshipTopUp.
 */
export function checkHardship(hardship: HardshipCase, policy: Policy): Decision<null> {
  const { hardshipEntryHundredths: entry, hardshipLookBackYears: lookBack } = policy.compensation;
  const { persons, housingHundredths, lastHomeGivenUpOn, on } = hardship;
  const findings: Finding[] = [];
  const refuse = (code: Finding['code'], field: string, message: string) =>
    findings.push({ code, message, basis: entry.basis, field });
  if (!Number.isSafeInteger(persons) || persons < 1) {
    refuse('FIELD_OUT_OF_RANGE', 'persons', '人口数须是正整数，请按认定结果填写');
  } else if (housingHundredths >= entry.value * BigInt(persons)) {
    const message = `人均面积不低于${formatSqm(entry.value)}㎡，不符合居住困难户条件`;
    refuse('NOT_QUALIFIED', 'housing', message);
  }
  if (lastHomeGivenUpOn !== null && lastHomeGivenUpOn > addMonths(on, -12 * lookBack.value)) {
    refuse('NOT_QUALIFIED', 'lastHomeGivenUpOn', `近${lookBack.value}年内处分过他处住房，不符合居住困难户条件`);
  }
  if (hardship.enjoyedAffordableHousing) {
    refuse('NOT_QUALIFIED', 'enjoyedAffordableHousing', '已享受过住房保障，不再计居住困难户补贴');
  }
  if (!hardship.verified) refuse('NOT_VERIFIED', 'verified', '认定材料尚未核查，请先核查');
  if (!hardship.displayed) refuse('NOT_VERIFIED', 'displayed', '认定结果尚未公示无异议，请先公示');
  return decide(null, findings, policy.version);
}
