import { isBefore } from '../dates.js';
import type { IsoInstant } from '../dates.js';
import { decide } from '../decision.js';
import type { Decision, Finding } from '../decision.js';
import type { Policy } from '../policy/policies.js';
import type { Mode } from '../vocabulary/cases.js';
import { countSealed } from './count-sealed.js';
import type { RatedAgreement, SigningUnit } from './count-sealed.js';
import { assessEffectiveness } from './effectiveness.js';
import type { SigningRate } from './effectiveness.js';
import { firstReached } from './first-reached.js';

export interface SigningPeriodState {
  readonly mode: Mode;
  readonly effectiveRateBp: number;
  readonly units: readonly SigningUnit[];
  readonly agreements: readonly RatedAgreement[];
  /** The first instant after the period: a seal at it comes too late. */
  readonly endsAt: IsoInstant;
  readonly now: IsoInstant;
  /** How often the period has been extended. */
  readonly extensionsUsed: number;
}

/**
 * `reached`: conditional agreements take effect. Below the rate at the end: a negotiated project may `extend-once`,
 * then `propose-conversion`; on state-owned land the decision ends (`terminate`). On collective land no rate is set by
 * law: who has not signed gets a decision (`decide-unsigned`).
 */
export type SigningOutcome =
  'running' | 'reached' | 'extend-once' | 'propose-conversion' | 'terminate' | 'decide-unsigned';

export interface SigningWatch {
  /** Is the period over? */
  readonly over: boolean;
  readonly outcome: SigningOutcome;
  readonly rate: SigningRate;
  /** The seal that reached the rate, by the clock; null while below. */
  readonly reachedAt: IsoInstant | null;
}

/** 签约率监测: from sealed agreements alone, inside the period, for all units and for residents (市政府令第71号 art 21). */
export function watchSigning(state: SigningPeriodState, policy: Policy): Decision<SigningWatch> {
  const { mode, units, agreements, effectiveRateBp, endsAt, now } = state;
  const inTime = agreements.filter(({ sealedAt }) => sealedAt !== null && isBefore(sealedAt, endsAt));
  const over = !isBefore(now, endsAt);
  const decision = assessEffectiveness(countSealed(units, inTime, now), effectiveRateBp, policy);
  const reachedAt = firstReached(units, inTime, effectiveRateBp, now);
  if (mode === 'collective') {
    const outcome = over ? 'decide-unsigned' : 'running';
    return decide({ over, outcome, rate: decision.value, reachedAt }, [], policy.version);
  }
  const outcome = reachedAt !== null ? 'reached' : over ? outcomeAtEnd(state, policy) : 'running';
  const findings: readonly Finding[] = outcome === 'reached' ? [] : decision.findings;
  return decide({ over, outcome, rate: decision.value, reachedAt }, findings, policy.version);
}

function outcomeAtEnd({ mode, extensionsUsed }: SigningPeriodState, policy: Policy): SigningOutcome {
  if (mode === 'state') return 'terminate';
  return extensionsUsed < policy.signing.negotiatedExtensions.value ? 'extend-once' : 'propose-conversion';
}
