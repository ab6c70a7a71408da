import { Temporal } from 'temporal-polyfill';

/** A time of day at a time zone or offset (`Z` is the offset +00:00); without one it is a Temporal.PlainTime. */
export class ZonedTime {
  /** `seconds`: its offset, when it is known from a date; a region has one for the winter and one for the summer. */
  constructor(
    readonly time: Temporal.PlainTime,
    readonly zone: string,
    private readonly seconds?: number,
  ) {}

  withTime(time: Temporal.PlainTime): ZonedTime {
    return new ZonedTime(time, this.zone, this.seconds);
  }

  /** Nanoseconds since midnight in UTC. */
  get instant(): bigint {
    return nanosecondsOfDay(this.time) - BigInt(this.offsetSeconds) * BILLION;
  }

  get offsetSeconds(): number {
    return this.seconds ?? standardOffsetSeconds(this.zone);
  }
}

/** A duration of days, hours, minutes and seconds, in nanoseconds. */
export class DaysDuration {
  constructor(readonly nanoseconds: bigint) {}

  /** Whole seconds, rounded down: -0.5 s is -1, as Java's Duration counts. */
  get seconds(): number {
    const whole = Number(this.nanoseconds / BILLION);
    return this.nanoseconds < 0n && this.nanoseconds % BILLION !== 0n ? whole - 1 : whole;
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

/** Abbreviations that Temporal has as zones and Java has not. */
const UNKNOWN_TO_JAVA: ReadonlySet<string> = new Set(['EST', 'MST', 'HST']);

/** The zone as Temporal calls it; null when there is no such zone. Names of regions are written as they are listed. */
export function readZone(text: string): string | null {
  if (text === 'Z') return '+00:00';
  if (UNKNOWN_TO_JAVA.has(text)) return null;
  try {
    const zone = new Temporal.ZonedDateTime(0n, text).timeZoneId;
    return zone === text ? zone : null;
  } catch {
    return null;
  }
}

/** The same for a name that stands alone, where `+8`, `+08` and `+0800` are `+08:00`. */
export function readZoneName(name: string): string | null {
  const [, sign, hours = '', minutes = '00'] = /^([+-])(\d{1,2})(\d{2})?$/.exec(name) ?? [];
  return readZone(sign === undefined ? name : `${sign}${hours.padStart(2, '0')}:${minutes}`);
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

/** `+02:00`, with seconds where it has them. */
export function offsetText(seconds: number): string {
  const size = Math.abs(seconds);
  const pad = (count: number): string => String(count).padStart(2, '0');
  const exact = size % 60 === 0 ? '' : `:${pad(size % 60)}`;
  return `${seconds < 0 ? '-' : '+'}${pad(Math.floor(size / 3600))}:${pad(Math.floor(size / 60) % 60)}${exact}`;
}
