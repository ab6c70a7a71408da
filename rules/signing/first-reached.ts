import { compareInstants, isBefore } from '../dates.js';
import type { IsoInstant } from '../dates.js';
import type { RatedAgreement, SigningUnit } from './count-sealed.js';
import { isRateReached } from './effectiveness.js';

interface Change {
  readonly at: IsoInstant;
  readonly unitId: string;
  readonly step: 1 | -1;
}

/**
 * The seal, up to an instant, at which the rate was there for the first time; null while it never was. What was reached
 * stays reached, also when an agreement is undone later. Goes through the seals once, in the order of the clock.
 */
export function firstReached(
  units: readonly SigningUnit[],
  agreements: readonly RatedAgreement[],
  effectiveRateBp: number,
  upTo: IsoInstant,
): IsoInstant | null {
  const inScope = new Set(units.map(({ id }) => id));
  const changes = agreements
    .filter(({ unitId }) => inScope.has(unitId))
    .flatMap(changesOf)
    .filter(({ at }) => !isBefore(upTo, at))
    .sort((one, other) => compareInstants(one.at, other.at));
  const standing = new Map<string, number>();
  for (const [index, { at, unitId, step }] of changes.entries()) {
    const now = (standing.get(unitId) ?? 0) + step;
    if (now === 0) standing.delete(unitId);
    else standing.set(unitId, now);
    const next = changes[index + 1];
    const instantOver = next === undefined || compareInstants(at, next.at) < 0;
    if (instantOver && isRateReached(standing.size, units.length, effectiveRateBp)) return at;
  }
  return null;
}

/** An agreement begins to stand when it is sealed and no longer does when it ends; one undone before its seal never did. */
function changesOf({ unitId, sealedAt, endedAt }: RatedAgreement): Change[] {
  if (sealedAt === null || (endedAt !== null && !isBefore(sealedAt, endedAt))) return [];
  const begins: Change = { at: sealedAt, unitId, step: 1 };
  return endedAt === null ? [begins] : [begins, { at: endedAt, unitId, step: -1 }];
}
