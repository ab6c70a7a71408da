import type { IsoDate } from '../dates.js';
import type { Parameter, ParameterValue } from './parameter.js';

/** A dated change of one figure, for all new projects of the district or for one project. */
export interface RuleChange {
  /** Running number of the register of changes. */
  readonly number: number;
  /** Name as a page lists it, e.g. `signing.periodDays`. */
  readonly parameter: string;
  readonly value: ParameterValue;
  /** The text the new figure rests on, e.g. 宝府规〔2027〕1号第3条. */
  readonly legalSource: string;
  readonly confirmed: boolean;
  /** First day on which the new figure counts. */
  readonly validFrom: IsoDate;
  /** Null: all projects registered from `validFrom` on. */
  readonly projectId: string | null;
  readonly proposedBy: string;
  readonly approvedBy: string;
}

type Kind = 'none' | 'number' | 'amount' | 'flag' | 'word' | 'fraction' | 'period';

/** What kind of figure a value is; a figure that every project sets itself is an amount of money. */
export function kindOf(value: ParameterValue): Kind {
  if (value === null) return 'none';
  if (typeof value === 'object') return 'numerator' in value ? 'fraction' : 'period';
  const kinds = { number: 'number', bigint: 'amount', boolean: 'flag', string: 'word' } as const;
  return kinds[typeof value as keyof typeof kinds];
}

/** Does the new value mean the same kind of thing, in the same unit, as the one it replaces? */
export function fitsParameter(value: ParameterValue, { value: old }: Parameter<ParameterValue>): boolean {
  const expected = kindOf(old) === 'none' ? 'amount' : kindOf(old);
  if (kindOf(value) !== expected) return false;
  if (typeof value === 'number') return Number.isSafeInteger(value);
  if (typeof value !== 'object' || value === null) return true;
  if ('numerator' in value) return value.numerator > 0n && value.denominator > 0n;
  return Number.isInteger(value.amount) && typeof old === 'object' && old !== null && 'unit' in old
    ? value.unit === old.unit
    : false;
}

/** The size of a value, where it has one: what directions and bounds are measured by. */
export function sizeOf(value: ParameterValue): number | bigint | null {
  if (typeof value === 'number' || typeof value === 'bigint') return value;
  return typeof value === 'object' && value !== null && 'unit' in value ? value.amount : null;
}

export function sameValue(one: ParameterValue, other: ParameterValue): boolean {
  const text = (value: ParameterValue) =>
    typeof value === 'object' && value !== null ? Object.values(value).join('/') : String(value);
  return kindOf(one) === kindOf(other) && text(one) === text(other);
}
