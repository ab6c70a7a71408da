import { DateTime, Duration, IANAZone } from 'luxon';
import { LATEST_TIME } from '../model/limits.js';

const DATE_TIME =
  /^([+-]?\d{4,9}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:[.,]\d{1,9})?)?)(Z|[+-]\d\d(?::?\d\d(?::?\d\d)?)?)?(?:\[([^\]]+)\]|@(.+))?$/i;

/** An ISO 8601 date and time, with an offset or the name of a zone; without either it is UTC. Throws an Error. */
export function parseDate(text: string): number {
  const [, local = '', offset = '', bracketed, named] = DATE_TIME.exec(text.trim()) ?? [];
  const zone = bracketed ?? named ?? 'utc';
  const isZone = zone === 'utc' || IANAZone.isValidZone(zone);
  const date = DateTime.fromISO(`${local}${offset}`, { zone: offset === '' && isZone ? zone : 'utc' });
  if (local === '' || !isZone || !date.isValid)
    throw new Error(`Invalid date-time format '${text}' for timer: expected ISO 8601`);
  return storable(text, date.toMillis());
}

/** The instant a duration after another one; a negative duration leads back. Throws an Error. */
export function addDuration(text: string, from: number): number {
  const duration = Duration.fromISO(text.trim().replace(/^-P/, 'P'));
  if (!duration.isValid) throw new Error(`Invalid duration format '${text}' for timer: expected ISO 8601`);
  const signed = text.trim().startsWith('-') ? duration.negate() : duration;
  return storable(text, DateTime.fromMillis(from, { zone: 'utc' }).plus(signed).toMillis());
}

/** The database keeps the years 1 to 9999. */
function storable(text: string, milliseconds: number): number {
  if (milliseconds >= EARLIEST_TIME && milliseconds <= LATEST_TIME) return milliseconds;
  throw new Error(`Invalid time '${text}': it is not within the years 1 to 9999`);
}

const EARLIEST_TIME = Date.parse('0001-01-01T00:00:00Z');
