import type { Run } from '../run.js';
import { requireShallow } from './depth.js';
import type { FeelNumber } from './decimal.js';
import type { NativeFunction } from './native.js';
import { numberText } from './number.js';
import type { FeelDuration, FeelTemporal } from './temporal.js';
import { temporalText } from './temporal-text.js';
import { FeelFunction, FeelRange, kindOf } from './value.js';
import type { FeelContext, FeelValue } from './value.js';

/** Takes pieces of a text; answers false when it wants no more. */
type Sink = (piece: string) => boolean;

/** FEEL's `string()`; a text in a list or context stands in quotes. */
export function toText(value: FeelValue, run: Run): string {
  if (typeof value === 'string') return value;
  let text = '';
  write(value, 0, (piece) => {
    run.spend(1);
    text = run.text(text + piece);
    return true;
  });
  return text;
}

const LONGEST_DESCRIPTION = 200;

/** The beginning of a value's text, for a warning. */
export function describe(value: FeelValue): string {
  let text = '';
  write(value, 0, (piece) => {
    text += piece.slice(0, LONGEST_DESCRIPTION);
    return text.length < LONGEST_DESCRIPTION;
  });
  return text.length < LONGEST_DESCRIPTION ? text : `${text.slice(0, LONGEST_DESCRIPTION)}…`;
}

function write(value: FeelValue, depth: number, add: Sink): boolean {
  requireShallow(depth);
  switch (kindOf(value)) {
    case 'null':
      return add('null');
    case 'string':
      return add(`"${value as string}"`);
    case 'boolean':
      return add(value === true ? 'true' : 'false');
    case 'number':
      return add(numberText(value as FeelNumber));
    case 'list':
      return writeAll('[', value as readonly FeelValue[], ']', add, (item) => write(item, depth + 1, add));
    case 'context': {
      const context = value as FeelContext;
      const entry = (name: string) => add(`${name}:`) && write(context[name] ?? null, depth + 1, add);
      return writeAll('{', Object.keys(context), '}', add, entry);
    }
    case 'range':
      return writeRange(value as FeelRange, depth, add);
    case 'function':
      return add(`function(${(value as FeelFunction | NativeFunction).parameters.join(', ')})`);
    default:
      return add(temporalText(value as FeelTemporal | FeelDuration));
  }
}

function writeAll<T>(open: string, items: readonly T[], close: string, add: Sink, each: (item: T) => boolean): boolean {
  return add(open) && items.every((item, at) => (at === 0 || add(', ')) && each(item)) && add(close);
}

function writeRange(range: FeelRange, depth: number, add: Sink): boolean {
  const start = () => add(range.startClosed ? '[' : '(') && write(range.start, depth + 1, add);
  return start() && add('..') && write(range.end, depth + 1, add) && add(range.endClosed ? ']' : ')');
}
