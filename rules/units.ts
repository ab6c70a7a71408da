import type { FindingCode } from './error-codes.js';
import type { Parsed } from './decision.js';

/** An exact share or factor, e.g. 1.54 = 154/100. The denominator is positive. */
export interface Fraction {
  readonly numerator: bigint;
  readonly denominator: bigint;
}

/** What a decimal text stands for; the label is the Chinese name people know the field by. */
export interface DecimalField {
  readonly field: string;
  readonly label: string;
  readonly example: string;
}

const DECIMAL = /^(0|[1-9]\d{0,11})(?:\.(\d+))?$/;

/** Share given in basis points (1 bp = 0.01 %), e.g. 8000 = 0.8. */
export function basisPoints(bp: number): Fraction {
  return { numerator: BigInt(bp), denominator: 10_000n };
}

/** An area in hundredths of m² as the factor by which a price per m² is multiplied. */
export function areaFactor(areaHundredths: bigint): Fraction {
  return { numerator: areaHundredths, denominator: 100n };
}

/**
 * Value × factors, exact until the end and rounded half up once to a whole unit (fen, hundredths).
 * The only place where money is rounded. Negative values do not occur in the field: they are a fault of the caller.
 */
export function multiplyHalfUp(value: bigint, ...factors: readonly Fraction[]): bigint {
  const { numerator, denominator } = product(value, factors);
  return (2n * numerator + denominator) / (2n * denominator);
}

/** Value × factors, rounded up to a whole unit: only where a published practice rounds up (living area × 1.54). */
export function multiplyUp(value: bigint, ...factors: readonly Fraction[]): bigint {
  const { numerator, denominator } = product(value, factors);
  return (numerator + denominator - 1n) / denominator;
}

function product(value: bigint, factors: readonly Fraction[]): Fraction {
  let numerator = value;
  let denominator = 1n;
  for (const factor of factors) {
    numerator *= factor.numerator;
    denominator *= factor.denominator;
  }
  if (numerator < 0n || denominator <= 0n) throw new RangeError('Quantities of the field are never negative');
  return { numerator, denominator };
}

/** Yuan text such as `25861.08` → whole fen. Strict: plain digits, at most two decimals. */
export function parseYuan(value: unknown, field: DecimalField): Parsed<bigint> {
  return parseDecimal(value, 2, field);
}

/** Square metre text such as `18.33` → whole hundredths of m². Strict: plain digits, at most two decimals. */
export function parseSqm(value: unknown, field: DecimalField): Parsed<bigint> {
  return parseDecimal(value, 2, field);
}

/** Coefficient text such as `0.3` → basis points (3000). At most four decimals. */
export function parseCoefficient(value: unknown, field: DecimalField): Parsed<number> {
  const parsed = parseDecimal(value, 4, field);
  return parsed.ok ? { ok: true, value: Number(parsed.value) } : parsed;
}

function parseDecimal(value: unknown, decimals: number, { field, label, example }: DecimalField): Parsed<bigint> {
  const refuse = (code: FindingCode, message: string): Parsed<bigint> => ({
    ok: false,
    finding: { code, message, basis: 'SD18', field },
  });
  if (value === undefined || value === null || value === '') {
    return refuse('FIELD_MISSING', `请填写${label}，例如 ${example}`);
  }
  if (typeof value !== 'string') return refuse('FIELD_INVALID', `${label}要写成带引号的文本，例如 "${example}"`);
  if (/^-\d/.test(value)) return refuse('FIELD_OUT_OF_RANGE', `${label}不能是负数，请核对后重填`);
  const match = DECIMAL.exec(value);
  const fraction = match?.[2] ?? '';
  if (!match || fraction.length > decimals) {
    const rule = `最多${decimals.toString()}位小数，不写千分号、单位和科学计数`;
    return refuse('FIELD_INVALID', `${label}只能写数字，${rule}，例如 ${example}`);
  }
  return { ok: true, value: BigInt(`${match[1] ?? ''}${fraction.padEnd(decimals, '0')}`) };
}

/** Whole fen → yuan text with two decimals, e.g. 90935316 → `909353.16`. */
export function formatYuan(fen: bigint): string {
  return formatScaled(fen, 2);
}

/** Whole hundredths of m² → text with two decimals, e.g. 1833 → `18.33`. */
export function formatSqm(hundredths: bigint): string {
  return formatScaled(hundredths, 2);
}

/** Basis points → shortest coefficient text, e.g. 3000 → `0.3`. */
export function formatCoefficient(bp: number): string {
  return formatScaled(BigInt(bp), 4).replace(/\.?0+$/, '');
}

/** Basis points → per cent text with two decimals, e.g. 9486 → `94.86%`. */
export function formatPercent(bp: number): string {
  return `${formatScaled(BigInt(bp), 2)}%`;
}

function formatScaled(value: bigint, decimals: number): string {
  const sign = value < 0n ? '-' : '';
  const digits = (value < 0n ? -value : value).toString().padStart(decimals + 1, '0');
  return `${sign}${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
}
