import { Temporal } from 'temporal-polyfill';
import {
  BILLION,
  DaysDuration,
  MonthsDuration,
  SECONDS_OF_DAY,
  ZonedTime,
  isOffset,
  offsetSecondsOf,
} from './temporal.js';
import type { FeelValue } from './value.js';

type Property = readonly [name: string, value: () => FeelValue];

/** undefined where values of this type have no such property. */
export function propertyOf(value: FeelValue, name: string): FeelValue | undefined {
  return propertiesOf(value).find(([known]) => known === name)?.[1]();
}

export function propertyNamesOf(value: FeelValue): readonly string[] {
  return propertiesOf(value).map(([name]) => name);
}

function propertiesOf(value: FeelValue): readonly Property[] {
  if (value instanceof Temporal.PlainDate) return dateProperties(value);
  if (value instanceof Temporal.PlainTime) return [...clockProperties(value), ...zoneProperties(null, null)];
  if (value instanceof ZonedTime)
    return [...clockProperties(value.time), ...zoneProperties(value.offsetSeconds, value.zone)];
  if (value instanceof Temporal.PlainDateTime) {
    return [...dateProperties(value), ...clockProperties(value), ...zoneProperties(null, null)];
  }
  if (value instanceof Temporal.ZonedDateTime) {
    const zone = zoneProperties(offsetSecondsOf(value), value.timeZoneId);
    return [...dateProperties(value), ...clockProperties(value), ...zone];
  }
  if (value instanceof DaysDuration) return daysProperties(value);
  return value instanceof MonthsDuration ? monthsProperties(value) : [];
}

function dateProperties(value: {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly dayOfWeek: number;
}): readonly Property[] {
  return [
    ['year', () => value.year],
    ['month', () => value.month],
    ['day', () => value.day],
    ['weekday', () => value.dayOfWeek],
  ];
}

function clockProperties(value: {
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
}): readonly Property[] {
  return [
    ['hour', () => value.hour],
    ['minute', () => value.minute],
    ['second', () => value.second],
  ];
}

function zoneProperties(offsetSeconds: number | null, zone: string | null): readonly Property[] {
  return [
    ['time offset', () => (offsetSeconds === null ? null : new DaysDuration(BigInt(offsetSeconds) * BILLION))],
    ['timezone', () => (zone === null || isOffset(zone) ? null : zone)],
  ];
}

function daysProperties({ seconds }: DaysDuration): readonly Property[] {
  const whole = (unit: number, of: number) => (): FeelValue => Math.trunc(seconds / unit) % of || 0;
  return [
    ['days', whole(SECONDS_OF_DAY, Number.MAX_SAFE_INTEGER)],
    ['hours', whole(3600, 24)],
    ['minutes', whole(60, 60)],
    ['seconds', whole(1, 60)],
  ];
}

function monthsProperties({ months }: MonthsDuration): readonly Property[] {
  return [
    ['years', () => Math.trunc(months / 12) || 0],
    ['months', () => months % 12 || 0],
  ];
}
