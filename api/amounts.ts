import { parseSqm, parseYuan } from '../rules/units.js';
import type { DecimalField } from '../rules/units.js';
import { BusinessError } from '../db/errors.js';
import type { Parsed } from '../rules/decision.js';

function valueOf(parsed: Parsed<bigint>): bigint {
  if (!parsed.ok) throw new BusinessError([parsed.finding]);
  return parsed.value;
}

const field = (name: string, label: string, example: string): DecimalField => ({ field: name, label, example });

/** Yuan text of a request (its form already checked by the contract) in whole fen. */
export const fenOf = (text: string, name: string, label: string): bigint =>
  valueOf(parseYuan(text, field(name, label, '1200000.00')));

/** Square metre text of a request in whole hundredths of m². */
export const hundredthsOf = (text: string, name: string, label: string): bigint =>
  valueOf(parseSqm(text, field(name, label, '18.33')));
