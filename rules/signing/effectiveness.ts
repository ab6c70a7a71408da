import { decide } from '../decision.js';
import type { Decision, Finding } from '../decision.js';
import type { Policy } from '../policy/policies.js';
import { formatPercent } from '../units.js';
import type { Mode } from '../vocabulary/cases.js';

/** Units in scope (certificates or tenancy vouchers) and how many of their agreements are sealed; counted by the caller. */
export interface SealedCount {
  readonly units: number;
  readonly sealed: number;
  readonly residentialUnits: number;
  readonly residentialSealed: number;
}

export interface SigningRate {
  /** Sealed share of all units in basis points, rounded down: 89.999 % is not 90 %. */
  readonly rateBp: number;
  /** The same among residents alone; null where nobody lives in the scope. */
  readonly residentsRateBp: number | null;
  readonly reached: boolean;
}

/**
 * 生效签约率: agreements take effect when the sealed share of all units reaches the plan's rate (市政府令第71号 art 21).
 * Only sealed agreements count. Throws on counts that cannot be (a fault of the caller).
 */
export function assessEffectiveness(
  count: SealedCount,
  effectiveRateBp: number,
  policy: Policy,
): Decision<SigningRate> {
  mustBeCounts(count);
  const rateBp = shareBp(count.sealed, count.units);
  const residentsRateBp =
    count.residentialUnits === 0 ? null : shareBp(count.residentialSealed, count.residentialUnits);
  const reached = isRateReached(count.sealed, count.units, effectiveRateBp);
  const findings: Finding[] = [];
  if (count.units === 0) {
    findings.push({ code: 'NO_UNITS', message: '征收范围内没有计户单位，请先导入户册', basis: '市政府令第71号第23条' });
  } else if (!reached) {
    const message = `签约率${formatPercent(rateBp)}，未达到生效比例${formatPercent(effectiveRateBp)}，协议暂不生效`;
    findings.push({ code: 'RATE_NOT_REACHED', message, basis: '市政府令第71号第21条' });
  }
  return decide({ rateBp, residentsRateBp, reached }, findings, policy.version);
}

/** Is the sealed share of the units at least the rate? Never without units. */
export function isRateReached(sealed: number, units: number, effectiveRateBp: number): boolean {
  return units > 0 && sealed * 10_000 >= units * effectiveRateBp;
}

/** The rate a plan may set: on state-owned land never below the legal minimum, otherwise as the plan says. */
export function checkEffectiveRate(mode: Mode, rateBp: number, policy: Policy): Decision<null> {
  const { value: minimum, basis } = policy.signing.stateEffectiveRateMinBp;
  const lowest = mode === 'state' ? minimum : 1;
  if (Number.isInteger(rateBp) && rateBp >= lowest && rateBp <= 10_000) return decide(null, [], policy.version);
  const message = `生效比例须在${formatPercent(lowest)}到 100.00% 之间，请按方案改正`;
  return decide(null, [{ code: 'RATE_BELOW_MINIMUM', message, basis, field: 'effectiveRate' }], policy.version);
}

const shareBp = (part: number, whole: number): number => (whole === 0 ? 0 : Math.floor((part * 10_000) / whole));

function mustBeCounts(count: SealedCount): void {
  const { units, sealed, residentialUnits, residentialSealed } = count;
  const whole = Object.values(count).every((number) => Number.isSafeInteger(number) && number >= 0);
  const nested = sealed <= units && residentialUnits <= units && residentialSealed <= residentialUnits;
  if (!whole || !nested || residentialSealed > sealed) throw new RangeError('Counts of units do not fit each other');
}
