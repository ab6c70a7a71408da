import { decide } from '../decision.js';
import type { Decision, Finding } from '../decision.js';
import type { Policy } from '../policy/policies.js';
import { formatPercent } from '../units.js';
import type { PlanKind } from './consultation.js';

export interface Willingness {
  /** Agreeing share of all units in basis points, rounded down. */
  readonly rateBp: number;
  readonly reached: boolean;
}

/**
 * 第一轮意愿征询: agreeing units over all units in the scope; who is silent does not agree. Only for the renewal of an
 * old area and for negotiated projects. Throws on counts that cannot be.
 */
export function assessWillingness(
  { mode, renewal }: PlanKind,
  count: { readonly units: number; readonly agreeing: number },
  policy: Policy,
): Decision<Willingness> {
  const { units, agreeing } = count;
  if (![units, agreeing].every((each) => Number.isSafeInteger(each) && each >= 0) || agreeing > units) {
    throw new RangeError('Counts of units do not fit each other');
  }
  const { willingnessNegotiatedBp, willingnessStateBp } = policy.plan;
  const { value: neededBp, basis } = mode === 'negotiated' ? willingnessNegotiatedBp : willingnessStateBp;
  const rateBp = units === 0 ? 0 : Math.floor((agreeing * 10_000) / units);
  const applies = mode === 'negotiated' || (mode === 'state' && renewal);
  const reached = applies && units > 0 && agreeing * 10_000 >= units * neededBp;
  const findings: Finding[] = [];
  if (!applies) {
    findings.push({ code: 'MODE_NOT_APPLICABLE', message: '该项目不进行第一轮意愿征询，请直接办理后续步骤', basis });
  } else if (units === 0) {
    findings.push({ code: 'NO_UNITS', message: '征收范围内没有计户单位，请先导入户册', basis: '市政府令第71号第23条' });
  } else if (!reached) {
    const message = `同意率${formatPercent(rateBp)}，未达到${formatPercent(neededBp)}，项目不得启动，可修改后再征询`;
    findings.push({ code: 'RATE_NOT_REACHED', message, basis });
  }
  return decide({ rateBp, reached }, findings, policy.version);
}
