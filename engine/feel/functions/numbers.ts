import { EvaluationFailure } from '../feel-error.js';
import type { FeelNumber, Rounding } from '../values/decimal.js';
import { absolute, add, compareNumbers, fromDouble, isNumber, remainder, round, toDouble } from '../values/number.js';
import { DaysDuration, MonthsDuration } from '../values/temporal.js';
import type { FeelValue } from '../values/value.js';
import { Refusal, builtin } from './builtin.js';
import type { Builtin, BuiltinTable, Outcome } from './builtin.js';

const ROUNDINGS: readonly string[] = ['UP', 'DOWN', 'CEILING', 'FLOOR', 'HALF_UP', 'HALF_DOWN', 'HALF_EVEN'];
const EXACT = 'UNNECESSARY';

function rounded(n: FeelValue, scale: FeelValue, rounding: Rounding): Outcome {
  if (!isNumber(n) || !isNumber(scale)) return undefined;
  return round(n, Math.trunc(toDouble(scale)), rounding) ?? undefined;
}

function decimal(n: FeelValue, scale: FeelValue, mode: FeelValue): Outcome {
  if (typeof mode !== 'string') return undefined;
  const rounding = mode.toUpperCase();
  if (ROUNDINGS.includes(rounding)) return rounded(n, scale, rounding as Rounding);
  if (rounding !== EXACT) {
    return new Refusal(
      `Illegal argument '${mode.slice(0, 100)}' for rounding mode. Must be one of: ${[...ROUNDINGS, EXACT].join(', ')}`,
    );
  }
  const result = rounded(n, scale, 'DOWN');
  const isExact = isNumber(n) && isNumber(result) && compareNumbers(n, result) === 0;
  return isExact ? result : new Refusal(`Failed to apply rounding mode '${EXACT}': Rounding necessary`);
}

/** With the number of places, and without, which rounds to a whole number. */
function rounding(kind: Rounding): readonly Builtin[] {
  return [
    builtin('n', (_, n = null) => rounded(n, 0, kind)),
    builtin('n, scale', (_, n = null, scale = null) => rounded(n, scale, kind)),
  ];
}

function abs(value: FeelValue): Outcome {
  if (isNumber(value)) return absolute(value);
  if (value instanceof MonthsDuration) return new MonthsDuration(Math.abs(value.months));
  if (!(value instanceof DaysDuration)) return undefined;
  return value.nanoseconds < 0n ? new DaysDuration(-value.nanoseconds) : value;
}

/** Of the sign of the divisor; a divisor of 0 makes the evaluation fail. */
function modulo(dividend: FeelNumber, divisor: FeelNumber): Outcome {
  if (compareNumbers(divisor, 0) === 0) throw new EvaluationFailure('Division by zero');
  const first = remainder(dividend, divisor);
  const shifted = first === null ? null : add(first, divisor);
  return (shifted === null ? null : remainder(shifted, divisor)) ?? undefined;
}

function onNumber(work: (number: FeelNumber) => Outcome): readonly Builtin[] {
  return [builtin('number', (_, number = null) => (isNumber(number) ? work(number) : undefined))];
}

/** What a calculation with doubles has no number for makes the evaluation fail. */
function finite(name: string, result: number): FeelValue {
  const number = fromDouble(result);
  if (number === null) throw new EvaluationFailure(`the result of '${name}' is no number`);
  return number;
}

function leftOfTwo(number: FeelNumber): FeelNumber | null {
  return remainder(absolute(number), 2);
}

export const numberFunctions: BuiltinTable = {
  decimal: [
    builtin('n, scale', (_, n = null, scale = null) => rounded(n, scale, 'HALF_EVEN')),
    builtin('n, scale, mode', (_, n = null, scale = null, mode = null) => decimal(n, scale, mode)),
  ],
  floor: rounding('FLOOR'),
  ceiling: rounding('CEILING'),
  'round up': rounding('UP'),
  'round down': rounding('DOWN'),
  'round half up': rounding('HALF_UP'),
  'round half down': rounding('HALF_DOWN'),
  abs: [builtin('number', (_, number = null) => abs(number)), builtin('n', (_, n = null) => abs(n))],
  modulo: [
    builtin('dividend, divisor', (_, dividend = null, divisor = null) =>
      isNumber(dividend) && isNumber(divisor) ? modulo(dividend, divisor) : undefined,
    ),
  ],
  sqrt: onNumber((number) =>
    compareNumbers(number, 0) < 0 ? null : (fromDouble(Math.sqrt(toDouble(number))) ?? undefined),
  ),
  log: onNumber((number) => finite('log', Math.log(toDouble(number)))),
  exp: onNumber((number) => finite('exp', Math.exp(toDouble(number)))),
  odd: onNumber((number) => compareNumbers(leftOfTwo(number) ?? 0, 1) === 0),
  even: onNumber((number) => compareNumbers(leftOfTwo(number) ?? 1, 0) === 0),
  'random number': [builtin('', () => Math.random())],
};
