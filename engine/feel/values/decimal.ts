/** Digits that an operation keeps, as in Java's MathContext.DECIMAL128. */
export const PRECISION = 34;
/** Largest power of ten of a number; beyond it there is no number. JSON ends at 308. */
export const LARGEST_EXPONENT = 400;
/** Steps that an operation with digits of its own is worth. */
export const DECIMAL_COST = 4;
const ROOM = 10n ** BigInt(PRECISION);

export type Rounding = 'UP' | 'DOWN' | 'HALF_UP' | 'HALF_DOWN' | 'HALF_EVEN' | 'FLOOR' | 'CEILING';

/**
 * An exact decimal, units / 10^scale. The scale belongs to the value as it is written: 1.50 has the scale 2. A plain
 * JavaScript number stands for the shortest decimal that denotes it; a Decimal is only made where that is not enough.
 */
export class Decimal implements ExactNumber {
  constructor(
    readonly units: bigint,
    readonly scale: number,
  ) {}

  valueOf(): number {
    return Number(`${this.units.toString()}e${String(-this.scale)}`);
  }

  toString(): string {
    return decimalText(this);
  }

  /** In JSON it is a number with all its digits. */
  toJSON(): object {
    return JSON.rawJSON(decimalText(this).replace('E+', 'E'));
  }
}

/** A number among variables that a double cannot tell from another: 12345678901234567, or 1.0, which is not 1. */
export interface ExactNumber {
  /** The nearest double. */
  valueOf(): number;
  /** All its digits. */
  toString(): string;
  toJSON(): object;
}

export function isExactNumber(value: unknown): value is ExactNumber {
  return value instanceof Decimal;
}

declare global {
  interface JSON {
    /** A value that JSON.stringify writes as this text. */
    rawJSON(text: string): object;
  }
}

/** As Java's BigDecimal writes it: all places, and an exponent for very small numbers and negative scales. */
function decimalText({ units, scale }: Decimal): string {
  const digits = abs(units).toString();
  const sign = units < 0n ? '-' : '';
  const exponent = digits.length - 1 - scale;
  if (scale >= 0 && exponent >= -6) {
    if (scale === 0) return sign + digits;
    const padded = digits.padStart(scale + 1, '0');
    return `${sign}${padded.slice(0, -scale)}.${padded.slice(-scale)}`;
  }
  const fraction = digits.length > 1 ? `.${digits.slice(1)}` : '';
  return `${sign}${digits.slice(0, 1)}${fraction}E${exponent < 0 ? '-' : '+'}${String(Math.abs(exponent))}`;
}

export type FeelNumber = number | Decimal;

/** The number that the units and the scale make, rounded to so many digits; null when it is out of range. */
export function decimal(units: bigint, scale: number, precision = PRECISION): FeelNumber | null {
  let [kept, places] = [units, scale];
  if (kept >= ROOM || kept <= -ROOM) {
    const surplus = digitsOf(kept) - precision;
    if (surplus > 0) {
      kept = divideRounded(kept, 10n ** BigInt(surplus), 'HALF_EVEN');
      places -= surplus;
    }
  }
  if (places === 0 && kept >= SMALLEST && kept <= LARGEST) return Number(kept);
  if (Math.abs(places) > LARGEST_EXPONENT + PRECISION) return null;
  return new Decimal(kept, places);
}

const LARGEST = BigInt(Number.MAX_SAFE_INTEGER);
const SMALLEST = -LARGEST;

export function toDecimal(value: FeelNumber): Decimal {
  if (typeof value !== 'number') return value;
  if (Number.isSafeInteger(value)) return new Decimal(BigInt(value), 0);
  const text = String(value);
  const mark = text.indexOf('e');
  const digits = mark < 0 ? text : text.slice(0, mark);
  const point = digits.indexOf('.');
  const units = BigInt(point < 0 ? digits : digits.slice(0, point) + digits.slice(point + 1));
  const fraction = point < 0 ? 0 : digits.length - point - 1;
  const scale = mark < 0 ? fraction : fraction - Number(text.slice(mark + 1));
  return scale >= 0 ? new Decimal(units, scale) : new Decimal(units * 10n ** BigInt(-scale), 0);
}

/** Both with one scale. */
export function aligned(
  a: Decimal,
  b: Decimal,
): { readonly left: bigint; readonly right: bigint; readonly scale: number } {
  const scale = Math.max(a.scale, b.scale);
  return { left: raised(a, scale), right: raised(b, scale), scale };
}

function raised({ units, scale }: Decimal, to: number): bigint {
  return scale === to ? units : units * 10n ** BigInt(to - scale);
}

export function digitsOf(units: bigint): number {
  return abs(units).toString().length;
}

export function abs(value: bigint): bigint {
  return value < 0n ? -value : value;
}

export function divideRounded(dividend: bigint, divisor: bigint, rounding: Rounding): bigint {
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
    case 'UP':
      return true;
    case 'DOWN':
      return false;
    case 'FLOOR':
      return negative;
    case 'CEILING':
      return !negative;
    case 'HALF_UP':
      return half >= 0n;
    case 'HALF_DOWN':
      return half > 0n;
    case 'HALF_EVEN':
      return half > 0n || (half === 0n && quotient % 2n === 1n);
  }
}
