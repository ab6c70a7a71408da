import { Temporal } from 'temporal-polyfill';

/** A time of day at a time zone or offset (`Z` is the offset +00:00); without one it is a Temporal.PlainTime. */
export class ZonedTime {
  constructor(
    readonly time: Temporal.PlainTime,
    readonly zone: string,
  ) {}

  /** Nanoseconds since midnight in UTC. */
  get instant(): bigint {
    return nanosecondsOfDay(this.time) - BigInt(this.offsetSeconds) * BILLION;
  }

  get offsetSeconds(): number {
    return standardOffsetSeconds(this.zone);
  }
}

/** A duration of days, hours, minutes and seconds, in nanoseconds. */
export class DaysDuration {
  constructor(readonly nanoseconds: bigint) {}

  get seconds(): number {
    return Number(this.nanoseconds / BILLION);
  }
}

/** A duration of years and months, in months. */
export class MonthsDuration {
  constructor(readonly months: number) {}
}

export type FeelDuration = DaysDuration | MonthsDuration;
export type FeelDateTime = Temporal.PlainDateTime | Temporal.ZonedDateTime;
export type FeelTime = Temporal.PlainTime | ZonedTime;
export type FeelTemporal = Temporal.PlainDate | FeelTime | FeelDateTime;

/** Steps that work with dates and times is worth. */
export const TEMPORAL_COST = 16;

export const BILLION = 1_000_000_000n;
export const SECONDS_OF_DAY = 86_400;
const LONGEST_SECONDS = BigInt(Number.MAX_SAFE_INTEGER);

/** null when it is longer than can be counted. */
export function daysDuration(nanoseconds: bigint): DaysDuration | null {
  const seconds = nanoseconds / BILLION;
  return seconds > LONGEST_SECONDS || seconds < -LONGEST_SECONDS ? null : new DaysDuration(nanoseconds);
}

export function monthsDuration(months: number): MonthsDuration | null {
  return Math.abs(months) > 12 * 1e9 ? null : new MonthsDuration(months === 0 ? 0 : months);
}

export function nanosecondsOfDay(time: Temporal.PlainTime): bigint {
  const seconds = (time.hour * 60 + time.minute) * 60 + time.second;
  const fraction = (time.millisecond * 1000 + time.microsecond) * 1000 + time.nanosecond;
  return BigInt(seconds) * BILLION + BigInt(fraction);
}

/** Is it an offset such as +02:00, and no region? */
export function isOffset(zone: string): boolean {
  return /^[+-]/.test(zone);
}

/** The zone as Temporal calls it; null when there is no such zone. Names of regions are written as they are listed. */
export function readZone(text: string): string | null {
  if (text === 'Z') return '+00:00';
  try {
    const zone = new Temporal.ZonedDateTime(0n, text).timeZoneId;
    return zone === text ? zone : null;
  } catch {
    return null;
  }
}

/** `Z`, `+02:00` or `@Europe/Berlin`. */
export function zoneText(zone: string): string {
  if (zone === '+00:00') return 'Z';
  return isOffset(zone) ? zone : `@${zone}`;
}

const WINTER_AND_SUMMER = ['2024-01-01T00:00', '2024-07-01T00:00'];

/** Of a region its time without daylight saving, because a time of day has no date. */
function standardOffsetSeconds(zone: string): number {
  const offsets = WINTER_AND_SUMMER.map(
    (day) => Temporal.PlainDateTime.from(day).toZonedDateTime(zone).offsetNanoseconds,
  );
  return Math.min(...offsets) / 1e9;
}

export function offsetSecondsOf(value: Temporal.ZonedDateTime): number {
  return value.offsetNanoseconds / 1e9;
}
