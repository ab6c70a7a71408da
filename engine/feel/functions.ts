import { randomUUID } from 'node:crypto';
import { contextFunctions } from './functions/contexts.js';
import { listFunctions } from './functions/lists.js';
import { numberFunctions } from './functions/numbers.js';
import { temporalFunctions } from './functions/temporal.js';
import { textFunctions } from './functions/texts.js';
import { toText } from './values.js';

/** A FEEL function of ours; `$args` are its parameter names, which is where feelin looks for them. */
export type FeelFunctionOfOurs = ((...values: unknown[]) => unknown) & { readonly $args: readonly string[] };

export type FunctionTable = Readonly<Record<string, readonly [parameters: string, (...values: never[]) => unknown]>>;

const general: FunctionTable = {
  string: ['from', (from: unknown) => toText(from)],
  'get or else': ['value, default', (value: unknown, otherwise: unknown) => value ?? otherwise ?? null],
  assert: ['value, condition, cause', (value: unknown, condition: unknown) => (condition === true ? value : null)],
  uuid: ['', () => randomUUID()],
};

/** Functions that feelin lacks or works out differently from Zeebe, by name. */
export const suppliedFunctions: ReadonlyMap<string, FeelFunctionOfOurs> = new Map(
  [general, numberFunctions, textFunctions, listFunctions, contextFunctions, temporalFunctions]
    .flatMap((table) => Object.entries(table))
    .map(([name, [parameters, run]]) => [name, define(parameters, run)]),
);

function define(parameters: string, run: (...values: never[]) => unknown): FeelFunctionOfOurs {
  const names = parameters === '' ? [] : parameters.split(', ');
  return Object.assign((...values: unknown[]) => (run as (...values: unknown[]) => unknown)(...values) ?? null, {
    $args: names,
  });
}
