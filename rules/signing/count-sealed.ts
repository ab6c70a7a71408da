import { isBefore } from '../dates.js';
import type { IsoInstant } from '../dates.js';
import type { SealedCount } from './effectiveness.js';

/** A certificate or voucher in the scope. */
export interface SigningUnit {
  readonly id: string;
  readonly residential: boolean;
}

/** A version of a household's agreement; what is not sealed does not exist for the rate. */
export interface RatedAgreement {
  readonly unitId: string;
  readonly sealedAt: IsoInstant | null;
  /** When another version took its place or it was undone; null while it stands. */
  readonly endedAt: IsoInstant | null;
}

/** Counts, at an instant, the units with a standing sealed agreement; several agreements of a unit count once. */
export function countSealed(
  units: readonly SigningUnit[],
  agreements: readonly RatedAgreement[],
  at: IsoInstant,
): SealedCount {
  const sealedIds = new Set(agreements.filter((each) => standsAt(each, at)).map(({ unitId }) => unitId));
  const sealed = units.filter(({ id }) => sealedIds.has(id));
  return {
    units: units.length,
    sealed: sealed.length,
    residentialUnits: units.filter(({ residential }) => residential).length,
    residentialSealed: sealed.filter(({ residential }) => residential).length,
  };
}

const standsAt = ({ sealedAt, endedAt }: RatedAgreement, at: IsoInstant): boolean =>
  sealedAt !== null && !isBefore(at, sealedAt) && (endedAt === null || isBefore(at, endedAt));
