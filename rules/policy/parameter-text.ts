import type { Parameter, ParameterValue } from './parameter.js';
import { fitsParameter, kindOf } from './rule-change.js';

/** A value as it is typed and stored: whole numbers, yes/no as `true`/`false`, fractions as `77/50`; empty for none. */
export function textOfValue(value: ParameterValue): string {
  if (value === null) return '';
  if (typeof value !== 'object') return String(value);
  return 'numerator' in value ? `${String(value.numerator)}/${String(value.denominator)}` : String(value.amount);
}

const WHOLE = /^\d{1,15}$/;
const FRACTION = /^([1-9]\d{0,8})\/([1-9]\d{0,8})$/;

/** The value that a text means for a parameter, in the parameter's own unit; undefined where it means none. */
export function valueOfText(text: string, parameter: Parameter<ParameterValue>): ParameterValue | undefined {
  const value = read(text.trim(), parameter.value);
  return value !== undefined && fitsParameter(value, parameter) ? value : undefined;
}

function read(text: string, old: ParameterValue): ParameterValue | undefined {
  switch (kindOf(old)) {
    case 'number':
      return WHOLE.test(text) ? Number(text) : undefined;
    case 'none':
    case 'amount':
      return WHOLE.test(text) ? BigInt(text) : undefined;
    case 'flag':
      return text === 'true' || text === 'false' ? text === 'true' : undefined;
    case 'word':
      return text === '' ? undefined : text;
    case 'fraction': {
      const [, numerator, denominator] = FRACTION.exec(text) ?? [];
      if (numerator === undefined || denominator === undefined) return undefined;
      return { numerator: BigInt(numerator), denominator: BigInt(denominator) };
    }
    case 'period':
      return WHOLE.test(text) && typeof old === 'object' && old !== null && 'unit' in old
        ? { amount: Number(text), unit: old.unit }
        : undefined;
  }
}
