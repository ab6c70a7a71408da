import type { IsoDate } from '../dates.js';
import { formatSqm } from '../units.js';
import type { Finding } from '../decision.js';

/** What a part of a house is in law, as the determination found it. */
export type BuildingPartKind =
  'registered' | 'recognised' | 'temporary-in-term' | 'temporary-expired' | 'illegal' | 'undetermined';

export interface BuildingPart {
  readonly name: string;
  readonly kind: BuildingPartKind;
  readonly areaHundredths: bigint;
  /** Null: built before anybody asked. */
  readonly builtOn: IsoDate | null;
}

export interface CompensableArea {
  /** A of the formula. */
  readonly areaHundredths: bigint;
  readonly excludedHundredths: bigint;
  /** Why parts are not compensated; not a refusal of the whole. */
  readonly exclusions: readonly Finding[];
}

const EXCLUDED: Readonly<Partial<Record<BuildingPartKind, string>>> = {
  'temporary-expired': '超过批准期限的临时建筑',
  illegal: '违法建筑',
  undetermined: '尚未认定的建筑',
};

/**
 * 可补偿面积: lawful building and temporary building within its term count; illegal and expired building and whatever
 * was added after the freeze does not (征收与补偿条例 art 16, 24).
 */
export function compensableArea(parts: readonly BuildingPart[], frozenOn: IsoDate | null): CompensableArea {
  const exclusions = parts.flatMap((part) => exclusionOf(part, frozenOn) ?? []);
  const counted = parts.filter((part) => exclusionOf(part, frozenOn) === null);
  const total = (some: readonly BuildingPart[]) => some.reduce((sum, { areaHundredths }) => sum + areaHundredths, 0n);
  const areaHundredths = total(counted);
  return { areaHundredths, excludedHundredths: total(parts) - areaHundredths, exclusions };
}

function exclusionOf({ name, kind, areaHundredths, builtOn }: BuildingPart, frozenOn: IsoDate | null): Finding | null {
  const reason = EXCLUDED[kind];
  const area = `${name}${formatSqm(areaHundredths)}㎡`;
  if (reason !== undefined) {
    return {
      code: 'NOT_COMPENSATED',
      message: `${area}为${reason}，不予补偿`,
      basis: '征收与补偿条例第24条',
      field: name,
    };
  }
  // The freeze begins on the day it is made public: what was built that day came too late.
  if (frozenOn === null || builtOn === null || builtOn < frozenOn) return null;
  const message = `${area}建于暂停办理之后，不予补偿`;
  return { code: 'NOT_COMPENSATED', message, basis: '征收与补偿条例第16条', field: name };
}
