import {
  Decimal,
  LARGEST_EXPONENT,
  PRECISION,
  aligned,
  decimal,
  digitsOf,
  divideRounded,
  toDecimal,
} from './decimal.js';
import type { FeelNumber, Rounding } from './decimal.js';

const isSmall = Number.isSafeInteger;

export function isNumber(value: unknown): value is FeelNumber {
  return typeof value === 'number' || value instanceof Decimal;
}

const LONGEST_NUMBER = 400;

/** Reads digits with an optional sign, fraction and exponent, all its places kept; null for any other text. */
export function readNumber(text: string): FeelNumber | null {
  if (text.length > LONGEST_NUMBER) return null;
  const match = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d{1,6}))?$/.exec(text);
  if (match === null) return null;
  const [, sign = '', whole = '', fraction = '', exponent = '0'] = match;
  if (whole === '' && fraction === '') return null;
  const plain = Number(text);
  if (String(plain) === text) return plain;
  const units = BigInt(whole + fraction);
  // A text longer than the precision keeps its digits, as the number of a variable does.
  return decimal(sign === '-' ? -units : units, fraction.length - Number(exponent), Math.max(PRECISION, text.length));
}

/** A number that comes from a calculation with doubles; whole ones are written with one place, as Java does. */
export function fromDouble(value: number): FeelNumber | null {
  if (!Number.isFinite(value)) return null;
  if (!Number.isInteger(value)) return value;
  const size = Math.abs(value);
  if (size < 1e7) return decimal(BigInt(value) * 10n, 1);
  // The shortest digits that denote it, at least two.
  const [mantissa = '', exponent = ''] = value.toExponential().split('e');
  const digits = mantissa.includes('.') ? mantissa.replace('.', '') : `${mantissa}0`;
  const places = (mantissa.split('.')[1] ?? '0').length;
  return decimal(BigInt(digits), places - Number(exponent));
}

export function toDouble(value: FeelNumber): number {
  return value.valueOf();
}

/** Doubles up to here are exact when they are multiplied by a power of ten and rounded. */
const EXACT = 2 ** 50;
const POWERS = [1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12];

/** Decimal places of a number that has few of them, which is what most numbers are; -1 for others. */
function fewPlaces(value: FeelNumber): number {
  if (typeof value !== 'number') return -1;
  for (let places = 0; places <= 6; places += 1) {
    const factor = POWERS[places] ?? 1;
    const units = Math.round(value * factor);
    if (Math.abs(units) > EXACT) return -1;
    if (units / factor === value) return places;
  }
  return -1;
}

/** The number with these places; one that ends with zeros is no plain number. */
function withPlaces(units: number, places: number): FeelNumber {
  if (places === 0) return units === 0 ? 0 : units;
  return units % 10 === 0 ? new Decimal(BigInt(units), places) : units / (POWERS[places] ?? 1);
}

export function add(a: FeelNumber, b: FeelNumber): FeelNumber | null {
  if (isSmall(a) && isSmall(b)) {
    const sum = (a as number) + (b as number);
    if (isSmall(sum)) return sum;
  }
  const [few, others] = [fewPlaces(a), fewPlaces(b)];
  if (few >= 0 && others >= 0) {
    const places = Math.max(few, others);
    const factor = POWERS[places] ?? 1;
    const units = Math.round((a as number) * factor) + Math.round((b as number) * factor);
    if (Math.abs(units) <= EXACT) return withPlaces(units, places);
  }
  const { left, right, scale } = aligned(toDecimal(a), toDecimal(b));
  return decimal(left + right, scale);
}

export function negate(value: FeelNumber): FeelNumber {
  if (typeof value === 'number') return value === 0 ? 0 : -value;
  return new Decimal(-value.units, value.scale);
}

export function subtract(a: FeelNumber, b: FeelNumber): FeelNumber | null {
  return add(a, negate(b));
}

export function multiply(a: FeelNumber, b: FeelNumber): FeelNumber | null {
  if (isSmall(a) && isSmall(b)) {
    const product = (a as number) * (b as number);
    if (isSmall(product)) return product === 0 ? 0 : product;
  }
  const [few, others] = [fewPlaces(a), fewPlaces(b)];
  if (few >= 0 && others >= 0) {
    const [left, right] = [
      Math.round((a as number) * (POWERS[few] ?? 1)),
      Math.round((b as number) * (POWERS[others] ?? 1)),
    ];
    if (Math.abs(left * right) <= EXACT) return withPlaces(left * right, few + others);
  }
  const [left, right] = [toDecimal(a), toDecimal(b)];
  return decimal(left.units * right.units, left.scale + right.scale);
}

/** a / b to 34 digits; null when b is 0. An exact quotient has no more places than the operands ask for. */
export function divide(a: FeelNumber, b: FeelNumber): FeelNumber | null {
  const [left, right] = [toDecimal(a), toDecimal(b)];
  if (right.units === 0n) return null;
  const wanted = left.scale - right.scale;
  const extra = Math.max(0, PRECISION + 2 + digitsOf(right.units) - digitsOf(left.units));
  const raised = left.units * 10n ** BigInt(extra);
  const quotient = raised / right.units;
  if (raised % right.units === 0n) return stripped(quotient, wanted + extra, wanted);
  // One more digit stands for all that follow, so that a half is only taken for a half when it is one.
  const sticky = quotient * 10n + (left.units < 0n === right.units < 0n ? 1n : -1n);
  return decimal(sticky, wanted + extra + 1);
}

function stripped(units: bigint, scale: number, wanted: number): FeelNumber | null {
  let [kept, places] = [units, scale];
  while (places > wanted && kept % 10n === 0n) {
    kept /= 10n;
    places -= 1;
  }
  return decimal(kept, places);
}

/** What is left when a is divided by b towards zero; null when b is 0. */
export function remainder(a: FeelNumber, b: FeelNumber): FeelNumber | null {
  const { left, right, scale } = aligned(toDecimal(a), toDecimal(b));
  return right === 0n ? null : decimal(left % right, scale);
}

const LARGEST_POWER = 999_999_999;

/** Null where the power is no number (of zero to a negative one, of a negative one to a fraction, out of range). */
export function power(base: FeelNumber, exponent: FeelNumber): FeelNumber | null {
  if (!isWhole(exponent)) return fromDouble(toDouble(base) ** toDouble(exponent));
  const times = toDouble(exponent);
  if (Math.abs(times) > LARGEST_POWER) return null;
  const small = typeof base === 'number' && isSmall(base) && times >= 0 ? base ** times : Number.NaN;
  if (isSmall(small)) return small;
  const raised = repeated(toDecimal(base), Math.abs(times));
  return raised === null || times >= 0 ? rounded(raised) : divide(1, raised);
}

function rounded(value: Decimal | null): FeelNumber | null {
  return value === null ? null : decimal(value.units, value.scale);
}

function repeated(base: Decimal, times: number): Decimal | null {
  const precision = PRECISION + 11;
  let result = new Decimal(1n, 0);
  let square = base;
  for (let left = times; left > 0; left = Math.floor(left / 2)) {
    if (left % 2 === 1) {
      const next = decimal(result.units * square.units, result.scale + square.scale, precision);
      if (next === null) return null;
      result = toDecimal(next);
    }
    if (left === 1) break;
    const next = decimal(square.units * square.units, square.scale * 2, precision);
    if (next === null) return null;
    square = toDecimal(next);
  }
  return result;
}

export function isWhole(value: FeelNumber): boolean {
  if (typeof value === 'number') return Number.isInteger(value);
  return value.scale <= 0 || value.units % 10n ** BigInt(value.scale) === 0n;
}

export function compareNumbers(a: FeelNumber, b: FeelNumber): number {
  if (typeof a === 'number' && typeof b === 'number') return a < b ? -1 : a > b ? 1 : 0;
  const { left, right } = aligned(toDecimal(a), toDecimal(b));
  return left < right ? -1 : left > right ? 1 : 0;
}

export function absolute(value: FeelNumber): FeelNumber {
  return compareNumbers(value, 0) < 0 ? negate(value) : value;
}

const MOST_PLACES = LARGEST_EXPONENT;

/** With so many decimal places; a negative number of places rounds to tens, hundreds … null beyond all range. */
export function round(value: FeelNumber, places: number, rounding: Rounding): FeelNumber | null {
  if (places === 0 && isSmall(value)) return value;
  if (Math.abs(places) > MOST_PLACES) return null;
  const { units, scale } = toDecimal(value);
  const drop = scale - places;
  if (drop > 0) return decimal(divideRounded(units, 10n ** BigInt(drop), rounding), places, MOST_PLACES * 2);
  return decimal(units * 10n ** BigInt(-drop), places, MOST_PLACES * 2);
}

/** As Java's BigDecimal writes it. */
export function numberText(value: FeelNumber): string {
  return typeof value === 'number' && isSmall(value) ? String(value) : toDecimal(value).toString();
}

/** What Zeebe hands on as a variable: a whole number has no fraction and keeps up to 34 digits, others become doubles. */
export function toVariable(value: FeelNumber): FeelNumber | null {
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  const whole = isWhole(value) ? round(value, 0, 'DOWN') : null;
  if (whole !== null && (typeof whole === 'number' || digitsOf(whole.units) <= PRECISION)) return whole;
  const double = toDouble(value);
  return Number.isFinite(double) ? double : null;
}

/** The same text for numbers that are equal, whatever their places. */
export function numberKey(value: FeelNumber): string {
  if (typeof value === 'number') return String(value);
  const { units, scale } = value;
  const double = toDouble(value);
  if (Number.isFinite(double) && compareNumbers(double, value) === 0) return String(double);
  const digits = units.toString().replace(/0+$/, '');
  return `${digits}e${String(units.toString().length - digits.length - scale)}`;
}
