import { FeelDuration, duration, evaluate } from 'feelin';
import * as decimal from './decimal.js';

export type ArithmeticOperator = '+' | '-' | '*' | '/' | '**';

/** feelin's own operator, for texts, dates and durations. */
function operatorOfFeelin(operator: '+' | '-'): (left: unknown, right: unknown) => unknown {
  const value = evaluate(`function(a, b) a ${operator} b`).value;
  const invoke = (value as { invoke(values: unknown[]): unknown }).invoke.bind(value);
  return (left, right) => invoke([left, right]);
}

const plus = operatorOfFeelin('+');
const minus = operatorOfFeelin('-');

type Operation = (left: unknown, right: unknown) => unknown;

/** FEEL's arithmetic with exact decimals and with durations that can be multiplied and divided; null where it is undefined. */
export const arithmetic: Readonly<Record<ArithmeticOperator, Operation>> = {
  '+': (left, right) => (bothNumbers(left, right) ? decimal.add(left as number, right as number) : plus(left, right)),
  '-': (left, right) =>
    bothNumbers(left, right) ? decimal.subtract(left as number, right as number) : minus(left, right),
  '*': (left, right) => {
    if (bothNumbers(left, right)) return decimal.multiply(left as number, right as number);
    if (left instanceof FeelDuration && isNumber(right)) return scaleDuration(left, right);
    return right instanceof FeelDuration && isNumber(left) ? scaleDuration(right, left) : null;
  },
  '/': (left, right) => {
    if (bothNumbers(left, right)) return right === 0 ? null : decimal.divide(left as number, right as number);
    if (left instanceof FeelDuration && isNumber(right)) return right === 0 ? null : scaleDuration(left, 1 / right);
    return left instanceof FeelDuration && right instanceof FeelDuration ? divideDurations(left, right) : null;
  },
  '**': (left, right) => (bothNumbers(left, right) ? power(left as number, right as number) : null),
};

function isNumber(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value);
}

function bothNumbers(left: unknown, right: unknown): boolean {
  return isNumber(left) && isNumber(right);
}

function power(base: number, exponent: number): number | null {
  const result = base ** exponent;
  return Number.isFinite(result) ? result : null;
}

/** Months of a years-and-months duration, or milliseconds of a days-and-time duration. */
function amountOf(value: FeelDuration): number {
  if (value.yearsMonths) return value.years * 12 + value.months;
  return ((value.days * 24 + value.hours) * 60 + value.minutes) * 60_000 + secondsOf(value) * 1000;
}

/** With their fraction, which feelin's `seconds` leaves out. */
function secondsOf(value: FeelDuration): number {
  const match = /(-?)P.*?(\d+(?:\.\d+)?)S$/.exec(value.toString());
  return match === null ? 0 : Number(`${match[1] ?? ''}${match[2] ?? '0'}`);
}

function scaleDuration(value: FeelDuration, factor: number): FeelDuration | null {
  const amount = Math.trunc(decimal.multiply(amountOf(value), factor));
  if (!value.yearsMonths) return duration(amount);
  return duration(`${amount < 0 ? '-' : ''}P${String(Math.abs(amount))}M`);
}

function divideDurations(left: FeelDuration, right: FeelDuration): number | null {
  if (left.yearsMonths !== right.yearsMonths || amountOf(right) === 0) return null;
  return decimal.divide(amountOf(left), amountOf(right));
}
