/**
 * Exact decimal arithmetic for FEEL numbers. A double is read as the shortest decimal that denotes it, worked with in
 * whole numbers, and rounded to a double once, at the end: 0.1 + 0.2 is 0.3, and 1.005 rounds half up to 1.01.
 */
export interface Decimal {
  /** The value is units / 10^scale. */
  readonly units: bigint;
  readonly scale: number;
}

/** Digits kept by a division, as in Java's MathContext.DECIMAL128. */
const DIVISION_DIGITS = 34;

export function toDecimal(value: number): Decimal {
  const match = /^(-?)(\d+)(?:\.(\d+))?(?:e([+-]\d+))?$/.exec(String(value));
  if (match === null) throw new RangeError(`${String(value)} is not a finite number`);
  const [, sign = '', whole = '0', fraction = '', exponent = '0'] = match;
  const units = BigInt(`${sign}${whole}${fraction}`);
  const scale = fraction.length - Number(exponent);
  return scale >= 0 ? { units, scale } : { units: units * 10n ** BigInt(-scale), scale: 0 };
}

export function toNumber({ units, scale }: Decimal): number {
  return Number(`${units.toString()}e-${String(scale)}`);
}

function align(a: Decimal, b: Decimal): { left: bigint; right: bigint; scale: number } {
  const scale = Math.max(a.scale, b.scale);
  const raise = ({ units, scale: from }: Decimal): bigint => units * 10n ** BigInt(scale - from);
  return { left: raise(a), right: raise(b), scale };
}

export function add(a: number, b: number): number {
  if (Number.isSafeInteger(a) && Number.isSafeInteger(b) && Number.isSafeInteger(a + b)) return a + b;
  const { left, right, scale } = align(toDecimal(a), toDecimal(b));
  return toNumber({ units: left + right, scale });
}

export function subtract(a: number, b: number): number {
  return add(a, -b);
}

export function multiply(a: number, b: number): number {
  if (Number.isSafeInteger(a) && Number.isSafeInteger(b) && Number.isSafeInteger(a * b)) return a * b;
  const [left, right] = [toDecimal(a), toDecimal(b)];
  return toNumber({ units: left.units * right.units, scale: left.scale + right.scale });
}

/** a / b to 34 digits; b must not be 0. */
export function divide(a: number, b: number): number {
  const { left, right } = align(toDecimal(a), toDecimal(b));
  const extra = DIVISION_DIGITS + right.toString().length;
  return toNumber({ units: roundedQuotient(left * 10n ** BigInt(extra), right, 'half-even'), scale: extra });
}

export type Rounding = 'up' | 'down' | 'half-up' | 'half-down' | 'half-even' | 'floor' | 'ceiling';

/** Rounds to so many decimal places; a negative number of places rounds to tens, hundreds … */
export function round(value: number, places: number, rounding: Rounding): number {
  const { units, scale } = toDecimal(value);
  const drop = scale - places;
  if (drop <= 0) return value;
  const rounded = roundedQuotient(units, 10n ** BigInt(drop), rounding);
  return places >= 0
    ? toNumber({ units: rounded, scale: places })
    : toNumber({ units: rounded * 10n ** BigInt(-places), scale: 0 });
}

function roundedQuotient(dividend: bigint, divisor: bigint, rounding: Rounding): bigint {
  const negative = dividend < 0n !== divisor < 0n;
  const [top, bottom] = [abs(dividend), abs(divisor)];
  const quotient = top / bottom;
  const rest = top % bottom;
  const size = roundsAway(quotient, rest, bottom, rounding, negative) ? quotient + 1n : quotient;
  return negative ? -size : size;
}

function roundsAway(quotient: bigint, rest: bigint, divisor: bigint, rounding: Rounding, negative: boolean): boolean {
  if (rest === 0n) return false;
  const half = rest * 2n - divisor;
  switch (rounding) {
    case 'up':
      return true;
    case 'down':
      return false;
    case 'floor':
      return negative;
    case 'ceiling':
      return !negative;
    case 'half-up':
      return half >= 0n;
    case 'half-down':
      return half > 0n;
    case 'half-even':
      return half > 0n || (half === 0n && quotient % 2n === 1n);
  }
}

function abs(value: bigint): bigint {
  return value < 0n ? -value : value;
}
