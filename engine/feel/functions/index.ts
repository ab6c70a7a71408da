import type { Arguments } from '../syntax/tree.js';
import type { Builtin } from './builtin.js';
import { booleanFunctions } from './booleans.js';
import { contextFunctions } from './contexts.js';
import { conversionFunctions } from './conversions.js';
import { jsonFunctions } from './json.js';
import { aggregateFunctions } from './aggregates.js';
import { listFunctions } from './lists.js';
import { numberFunctions } from './numbers.js';
import { patternFunctions } from './patterns.js';
import { rangeFunctions } from './ranges.js';
import { setFunctions } from './sets.js';
import { temporalConversions } from './temporal-conversions.js';
import { temporalFunctions } from './temporals.js';
import { textFunctions } from './texts.js';

/** All functions of Zeebe's FEEL by name. */
const builtins: ReadonlyMap<string, readonly Builtin[]> = new Map(
  [
    booleanFunctions,
    conversionFunctions,
    temporalConversions,
    jsonFunctions,
    textFunctions,
    patternFunctions,
    numberFunctions,
    listFunctions,
    setFunctions,
    aggregateFunctions,
    contextFunctions,
    temporalFunctions,
    rangeFunctions,
  ].flatMap((table) => Object.entries(table)),
);

/** The function of that name that takes these arguments. */
export function builtinFor(name: string, given: Arguments): Builtin | undefined {
  return (builtins.get(name) ?? []).find((candidate) => accepts(candidate, given));
}

function accepts({ parameters, variadic }: Builtin, given: Arguments): boolean {
  if (given.kind === 'named') return [...given.values.keys()].every((name) => parameters.includes(name));
  const [wanted, count] = [parameters.length, given.values.length];
  return wanted === count || (variadic && wanted < count);
}
