import { feelType, toJson } from '../feel/index.js';

/** A decision cannot be evaluated with these values; the message goes on after "Expected to evaluate decision '…', but". */
export class DecisionFailure extends Error {}

/** A value within such a message. */
export const show = (value: unknown): string => JSON.stringify(toJson(value));

const TYPES: ReadonlySet<string> = new Set([
  'string',
  'number',
  'boolean',
  'time',
  'date',
  'dateTime',
  'dayTimeDuration',
  'yearMonthDuration',
]);

/** Throws a DecisionFailure when the value is of another type; null and types of their own are any. */
export function checkType(value: unknown, typeRef: string | null): void {
  const wanted = typeRef?.replaceAll('feel:', '') ?? '';
  const type = feelType(value);
  if (type === 'null' || !TYPES.has(wanted) || type === wanted) return;
  throw new DecisionFailure(`expected '${wanted}' but found '${show(value)}'`);
}
