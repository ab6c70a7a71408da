import type { Run } from '../run.js';
import type { FeelValue } from '../values/value.js';

/** Why a function has no result, for the warning. */
export class Refusal {
  constructor(readonly reason: string) {}
}

/** undefined: the arguments are not of the types the function takes; then it gives null, with a warning. */
export type Outcome = FeelValue | Refusal | undefined;

export interface Builtin {
  readonly parameters: readonly string[];
  /** The last parameter takes all that follow, as a list. */
  readonly variadic: boolean;
  /** Steps that a call is worth, whatever it is called with. */
  readonly cost: number;
  readonly run: (run: Run, ...values: FeelValue[]) => Outcome;
}

/** Built-in functions by name; those with one name differ in the number or the names of their parameters. */
export type BuiltinTable = Readonly<Record<string, readonly Builtin[]>>;

/** Parameters with commas between them; a last one with `...` is variadic. */
export function builtin(parameters: string, run: (run: Run, ...values: FeelValue[]) => Outcome, cost = 1): Builtin {
  const names = parameters === '' ? [] : parameters.split(', ');
  const variadic = names.at(-1)?.startsWith('...') === true;
  return { parameters: names.map((name) => name.replace(/^\.\.\./, '')), variadic, cost, run };
}
