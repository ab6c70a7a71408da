import type { NodeOf } from '../syntax/tree.js';
import { readDate, readDateTime, readDuration, readTime } from '../values/read-temporal.js';
import type { FeelValue } from '../values/value.js';

const TEMPORAL_READERS: ReadonlyMap<string, (text: string) => FeelValue> = new Map<string, (text: string) => FeelValue>(
  [
    ['date', readDate],
    ['time', readTime],
    ['date and time', readDateTime],
    ['duration', readDuration],
  ],
);

/** The value of `date("2026-01-31")` and the like, null for a text that is none; undefined for any other call. */
export function temporalLiteral({ name, base, arguments: given }: NodeOf<'call'>): FeelValue | undefined {
  const read = base === null ? TEMPORAL_READERS.get(name) : undefined;
  if (read === undefined || given.kind !== 'positional' || given.values.length !== 1) return undefined;
  const [only] = given.values;
  return only?.kind === 'literal' && typeof only.value === 'string' ? read(only.value) : undefined;
}
