import type { Run } from '../run.js';
import { requireShallow } from '../values/depth.js';
import { parseJson } from '../values/exact-json.js';
import type { FeelNumber } from '../values/decimal.js';
import { numberText } from '../values/number.js';
import type { FeelDuration, FeelTemporal } from '../values/temporal.js';
import { isoText } from '../values/temporal-text.js';
import { toText } from '../values/text.js';
import { kindOf } from '../values/value.js';
import type { FeelContext, FeelValue } from '../values/value.js';
import { Refusal, builtin } from './builtin.js';
import type { BuiltinTable, Outcome } from './builtin.js';

function fromJson(run: Run, text: FeelValue): Outcome {
  if (text === null) return null;
  if (typeof text !== 'string') return undefined;
  run.text(text);
  try {
    return parseJson(text) as FeelValue;
  } catch {
    return new Refusal(`Failed to parse JSON from '${text.slice(0, 100)}'`);
  }
}

function toJsonText(run: Run, value: FeelValue, depth = 0): string {
  run.spend(1);
  requireShallow(depth);
  switch (kindOf(value)) {
    case 'null':
    case 'boolean':
      return JSON.stringify(value);
    case 'string':
      return run.text(JSON.stringify(value));
    case 'number':
      return numberText(value as FeelNumber);
    case 'list':
      return run.text(`[${(value as readonly FeelValue[]).map((item) => toJsonText(run, item, depth + 1)).join(',')}]`);
    case 'context': {
      const entries = Object.entries(value as FeelContext);
      const written = entries.map(([name, entry]) => `${JSON.stringify(name)}:${toJsonText(run, entry, depth + 1)}`);
      return run.text(`{${written.join(',')}}`);
    }
    case 'range':
    case 'function':
      return JSON.stringify(toText(value, run));
    default:
      return JSON.stringify(isoText(value as FeelTemporal | FeelDuration));
  }
}

export const jsonFunctions: BuiltinTable = {
  'from json': [
    builtin('value', (run, text = null) => fromJson(run, text)),
    builtin('json', (run, text = null) => fromJson(run, text)),
  ],
  'to json': [builtin('value', (run, value = null) => toJsonText(run, value))],
};
