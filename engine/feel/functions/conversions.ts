import { readNumber } from '../values/number.js';
import { toText } from '../values/text.js';
import type { FeelValue } from '../values/value.js';
import { Refusal, builtin } from './builtin.js';
import type { BuiltinTable, Outcome } from './builtin.js';

const GROUPING = [' ', ',', '.'];
const DECIMAL = [',', '.'];

function number(from: FeelValue, grouping: FeelValue, decimal: FeelValue): Outcome {
  if (typeof from !== 'string') return undefined;
  if (
    !isSeparator(grouping, GROUPING) ||
    !isSeparator(decimal, DECIMAL) ||
    (grouping !== null && grouping === decimal)
  ) {
    return new Refusal("illegal arguments for grouping or decimal. Must be one of ' ' (grouping only), ',' or '.'");
  }
  const joined = grouping === null ? from : from.replaceAll(grouping, '');
  const plain = decimal === null ? joined : joined.replaceAll(decimal, '.');
  return readNumber(plain) ?? new Refusal(`Can't parse '${from.slice(0, 100)}' as a number`);
}

function isSeparator(value: FeelValue, known: readonly string[]): value is string | null {
  return value === null || (typeof value === 'string' && known.includes(value));
}

export const conversionFunctions: BuiltinTable = {
  string: [builtin('from', (run, from = null) => (from === null ? null : toText(from, run)))],
  number: [
    builtin('from', (_, from = null) => number(from, null, null)),
    builtin('from, grouping separator', (_, from = null, grouping = null) => number(from, grouping, null)),
    builtin('from, grouping separator, decimal separator', (_, from = null, grouping = null, decimal = null) =>
      number(from, grouping, decimal),
    ),
  ],
};
