import { EvaluationFailure } from '../feel-error.js';
import type { Run } from '../run.js';
import type { FeelNumber } from '../values/decimal.js';
import { compare, isSortable } from '../values/compare.js';
import {
  add,
  compareNumbers,
  divide,
  fromDouble,
  isNumber,
  multiply,
  numberKey,
  power,
  subtract,
  toDouble,
} from '../values/number.js';
import { describe } from '../values/text.js';
import { isList } from '../values/value.js';
import type { FeelValue } from '../values/value.js';
import { Refusal, builtin } from './builtin.js';
import type { Builtin, BuiltinTable, Outcome } from './builtin.js';

type MaybeNumber = FeelNumber | null;

/** A function of a list of numbers, given as one list or one by one; one member that is no number makes it null. */
function ofNumbers(
  ofNone: FeelValue,
  work: (numbers: readonly FeelNumber[], first: FeelNumber) => Outcome,
): readonly Builtin[] {
  const run = (run: Run, list: FeelValue = null): Outcome => {
    if (!isList(list)) return undefined;
    run.spend(list.length);
    const stranger = list.find((item) => !isNumber(item));
    if (stranger !== undefined) return new Refusal(`expected number but found '${describe(stranger)}'`);
    const [first] = list;
    return first === undefined ? ofNone : work(list as readonly FeelNumber[], first as FeelNumber);
  };
  return [builtin('...list', run)];
}

function fold(numbers: readonly FeelNumber[], operation: (a: FeelNumber, b: FeelNumber) => MaybeNumber): MaybeNumber {
  let [result]: (FeelNumber | undefined)[] = [numbers[0]];
  for (const number of numbers.slice(1)) {
    const next: MaybeNumber = result === undefined ? null : operation(result, number);
    if (next === null) return null;
    result = next;
  }
  return result ?? null;
}

function sum(numbers: readonly FeelNumber[]): MaybeNumber {
  return fold(numbers, add);
}

function mean(numbers: readonly FeelNumber[]): MaybeNumber {
  const total = sum(numbers);
  return total === null ? null : divide(total, numbers.length);
}

function median(numbers: readonly FeelNumber[]): MaybeNumber {
  const sorted = [...numbers].sort(compareNumbers);
  const upper = sorted[Math.floor(sorted.length / 2)];
  const lower = sorted[sorted.length / 2 - 1];
  if (upper === undefined) return null;
  if (sorted.length % 2 === 1 || lower === undefined) return upper;
  const both = add(lower, upper);
  return both === null ? null : divide(both, 2);
}

/** Of a sample; of a single number there is none, and the evaluation fails. */
function standardDeviation(numbers: readonly FeelNumber[]): MaybeNumber {
  const middle = mean(numbers);
  if (numbers.length < 2) throw new EvaluationFailure('Division undefined');
  if (middle === null) return null;
  const squares = numbers.map((number) => {
    const distance = subtract(number, middle);
    return distance === null ? null : power(distance, 2);
  });
  const total = squares.some((square) => square === null) ? null : sum(squares as FeelNumber[]);
  const variance = total === null ? null : divide(total, numbers.length - 1);
  return variance === null ? null : fromDouble(Math.sqrt(toDouble(variance)));
}

/** The most frequent numbers, ascending. */
function mode(numbers: readonly FeelNumber[]): readonly FeelNumber[] {
  const counts = new Map<string, { number: FeelNumber; count: number }>();
  for (const number of numbers) {
    const key = numberKey(number);
    const known = counts.get(key);
    if (known === undefined) counts.set(key, { number, count: 1 });
    else known.count += 1;
  }
  const found = [...counts.values()];
  const most = found.reduce((highest, { count }) => Math.max(highest, count), 0);
  return found
    .filter(({ count }) => count === most)
    .map(({ number }) => number)
    .sort(compareNumbers);
}

/** The first of all in order; all must be of one type. */
function extreme(sign: 1 | -1): readonly Builtin[] {
  const run = (run: Run, list: FeelValue = null): Outcome => {
    if (!isList(list)) return undefined;
    run.spend(list.length);
    let [best] = list;
    if (best === undefined) return null;
    if (isSortable(run, list) && isList(best)) return onlyOne(list, best);
    for (const item of list) {
      const order = compare(item, best);
      if (order === null) return new Refusal(`${describe(list)} is not comparable`);
      if (order * sign < 0) best = item;
    }
    return best;
  };
  return [builtin('...list', run)];
}

/** Lists have no order: the evaluation fails where two would have to be compared. */
function onlyOne(lists: readonly FeelValue[], best: FeelValue): FeelValue {
  const [, other] = lists;
  if (other === undefined) return best;
  throw new EvaluationFailure(`${describe(best)} can not be compared to ${describe(other)}`);
}

/** Ternary logic over a list, as `and` and `or` between its members. */
function logic(decisive: boolean): readonly Builtin[] {
  const run = (run: Run, list: FeelValue = null): Outcome => {
    if (!isList(list)) return undefined;
    run.spend(list.length);
    if (list.includes(decisive)) return decisive;
    return list.every((item) => item === !decisive) ? !decisive : null;
  };
  return [builtin('...list', run)];
}

export const aggregateFunctions: BuiltinTable = {
  min: extreme(1),
  max: extreme(-1),
  sum: ofNumbers(null, (numbers) => sum(numbers) ?? undefined),
  product: ofNumbers(null, (numbers) => fold(numbers, multiply) ?? undefined),
  mean: ofNumbers(null, (numbers) => mean(numbers) ?? undefined),
  median: ofNumbers(null, (numbers) => median(numbers) ?? undefined),
  stddev: ofNumbers(null, (numbers) => standardDeviation(numbers) ?? undefined),
  mode: ofNumbers([], mode),
  all: logic(false),
  and: logic(false),
  any: logic(true),
  or: logic(true),
};
