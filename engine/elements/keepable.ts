import type { Json } from '../commands/requests.js';
import { isExactNumber } from '../feel/index.js';
import { DEEPEST_VARIABLE, LARGEST_VARIABLE, LONGEST_NAME } from '../model/limits.js';
import type { Execution } from './execution.js';
import { IncidentError } from './execution.js';
import { measure } from './measure.js';
import type { Measure } from './measure.js';

/**
 * Refuses a variable that nobody could keep: in a loop, mappings can make values that are ever deeper, or that name one
 * large value in ever more places. `before`: the value that it replaces.
 */
export function requireKeepable(run: Execution, name: string, value: Json, before: Json = null): void {
  if (name.length > LONGEST_NAME) {
    const given = `'${name.slice(0, 20)}…' has ${String(name.length)}`;
    throw refused(`variable names of at most ${String(LONGEST_NAME)} characters, but ${given}.`);
  }
  if (name === '__proto__') throw refused("variables to have other names than '__proto__'.");
  const { size, levels } = measured(run, value);
  if (levels > DEEPEST_VARIABLE) {
    throw refused(`values of variables with at most ${String(DEEPEST_VARIABLE)} levels, but '${name}' has more.`);
  }
  if (size <= LARGEST_VARIABLE) {
    run.grow(size - measured(run, before).size);
    return;
  }
  const most = LARGEST_VARIABLE.toLocaleString('en');
  throw refused(`values of variables of at most ${most} characters, but '${name}' has more.`);
}

/** Is it the same as the value that is there already, with the members in the same order? */
export function isSame(run: Execution, one: Json, other: Json): boolean {
  if (one === other) return true;
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return false;
  const { size } = measured(run, one);
  if (size === Infinity || size !== measured(run, other).size) return false;
  run.spend(size >> 6);
  return sameParts(one, other);
}

function sameParts(one: Json, other: Json): boolean {
  if (one === other) return true;
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return false;
  if (Array.isArray(one) || Array.isArray(other)) {
    if (!Array.isArray(one) || !Array.isArray(other) || one.length !== other.length) return false;
    return one.every((item, index) => sameParts(item, other[index] ?? null));
  }
  if (isExactNumber(one) || isExactNumber(other))
    return isExactNumber(one) && isExactNumber(other) && String(one) === String(other);
  const [names, otherNames] = [Object.keys(one), Object.keys(other)];
  if (names.length !== otherNames.length) return false;
  return names.every((name, at) => name === otherNames[at] && sameParts(one[name] ?? null, other[name] ?? null));
}

function measured(run: Execution, value: Json): Measure {
  const found = measure(value);
  run.spend(found.looked >> 3);
  return found;
}

const refused = (what: string): IncidentError => new IncidentError('IO_MAPPING_ERROR', `Expected ${what}`);
