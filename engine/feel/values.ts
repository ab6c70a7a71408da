import { FeelDate, FeelDateTime, FeelDuration, FeelRange, FeelTime, isFunction } from 'feelin';

/** Plain JSON, as process variables are kept. */
export type Json = null | boolean | number | string | Json[] | { [name: string]: Json };

export type Temporal = FeelDate | FeelTime | FeelDateTime | FeelDuration;

export function isTemporal(value: unknown): value is Temporal {
  return (
    value instanceof FeelDate ||
    value instanceof FeelTime ||
    value instanceof FeelDateTime ||
    value instanceof FeelDuration
  );
}

/** A FEEL context: a plain object, none of FEEL's own value classes. */
export function isContext(value: unknown): value is Record<string, unknown> {
  return (
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    !isTemporal(value) &&
    !(value instanceof FeelRange) &&
    !isFunction(value)
  );
}

/** What a FEEL value looks like as a process variable: dates and durations as ISO text; functions and ranges are null. */
export function toJson(value: unknown): Json {
  if (typeof value === 'string') return isStorable(value) ? value : null;
  if (typeof value === 'boolean') return value;
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  if (Array.isArray(value)) return value.map(toJson);
  if (isTemporal(value)) return temporalText(value);
  if (!isContext(value)) return null;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, toJson(member)]));
}

/** PostgreSQL keeps neither U+0000 nor half a surrogate pair (`from json` and `substring` can make them). */
function isStorable(text: string): boolean {
  return !text.includes('\0') && text.isWellFormed();
}

/** ISO text as the FEEL engine of Zeebe writes it; a duration of nothing is P0D. */
export function temporalText(value: Temporal): string {
  const text = value.toString();
  return text === 'PT0S' ? 'P0D' : text;
}

/** FEEL's `string()`; null has no text at the outermost level. */
export function toText(value: unknown): string | null {
  if (value === null || value === undefined) return null;
  return typeof value === 'string' ? value : innerText(value);
}

function innerText(value: unknown): string {
  if (typeof value === 'string') return `"${value}"`;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (Array.isArray(value)) return `[${value.map(innerText).join(', ')}]`;
  if (isTemporal(value)) return temporalText(value);
  if (!isContext(value)) return 'null';
  const entries = Object.entries(value).map(([name, member]) => `${name}:${innerText(member)}`);
  return `{${entries.join(', ')}}`;
}
