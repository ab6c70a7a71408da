import { EvaluationFailure } from '../feel-error.js';
import { FEEL_LIMITS } from '../limits.js';
import type { Run } from '../run.js';
import { Decimal } from './decimal.js';
import type { ExactNumber } from './decimal.js';
import { requireShallow } from './depth.js';
import { toVariable } from './number.js';
import { TEMPORAL_COST } from './temporal.js';
import type { FeelDuration, FeelTemporal } from './temporal.js';
import { temporalText } from './temporal-text.js';
import { kindOf } from './value.js';
import type { FeelContext, FeelValue } from './value.js';

/** Plain JSON, as process variables are kept. */
export type Json = null | boolean | number | ExactNumber | string | Json[] | { [name: string]: Json };

/** What a FEEL value looks like as a process variable: dates and durations as ISO text; functions and ranges are null. */
export function toJson(value: FeelValue, run: Run): Json {
  return new JsonWriter(run).write(value, 0);
}

/** The same for what is a number, a text, a boolean or null; undefined for all other values. */
export function plainJson(value: unknown): Json | undefined {
  switch (typeof value) {
    case 'boolean':
      return value;
    case 'string':
      return isStorable(value) ? value : null;
    case 'number':
      return toVariable(value);
    case 'undefined':
      return null;
    default:
      if (value instanceof Decimal) return toVariable(value);
      return value === null ? null : undefined;
  }
}

/** PostgreSQL keeps neither U+0000 nor half a surrogate pair (`from json` and `substring` can make them). */
function isStorable(text: string): boolean {
  return !text.includes('\0') && text.isWellFormed();
}

class JsonWriter {
  #size = 0;

  constructor(private readonly run: Run) {}

  write(value: FeelValue, depth: number): Json {
    const plain = plainJson(value);
    if (plain !== undefined) return typeof plain === 'string' ? this.#text(plain) : plain;
    requireShallow(depth);
    switch (kindOf(value)) {
      case 'list': {
        const list = value as readonly FeelValue[];
        this.#count(list.length * 2);
        return list.map((item) => this.write(item, depth + 1));
      }
      case 'context': {
        const entries = Object.entries(value as FeelContext);
        this.#count(entries.length * 2);
        return Object.fromEntries(entries.map(([name, entry]) => [this.#text(name), this.write(entry, depth + 1)]));
      }
      case 'range':
      case 'function':
        return null;
      default:
        this.run.spend(TEMPORAL_COST);
        return temporalText(value as FeelTemporal | FeelDuration);
    }
  }

  #text(text: string): string {
    this.#count(text.length);
    return text;
  }

  /** What stands in many places of a value is written as many times. */
  #count(characters: number): void {
    this.#size += characters;
    this.run.spend((characters >> 4) + 1);
    if (this.#size <= FEEL_LIMITS.text) return;
    const most = FEEL_LIMITS.text.toLocaleString('en');
    throw new EvaluationFailure(`the result would have more than ${most} characters`);
  }
}
