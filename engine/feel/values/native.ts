import type { FeelValue } from './value.js';

/** A function of the host that expressions can call by the name of the variable that holds it. */
export class NativeFunction {
  constructor(
    readonly parameters: readonly string[],
    readonly call: (...values: FeelValue[]) => FeelValue,
  ) {}
}
