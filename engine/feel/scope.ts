import type { Run } from './run.js';
import { NativeFunction } from './values/native.js';
import { FUNCTIONS } from './values/value.js';
import type { FeelFunction, FeelValue } from './values/value.js';

/** The input of unary tests, as `< 5` and the like see it. */
export const INPUT: unique symbol = Symbol('input');
/** The same as `?` sees it. */
export const QUESTION_MARK: unique symbol = Symbol('?');

/** Names and symbols with what they stand for: variables, a context, or the names that a loop or a call binds. */
export type Frame = object;

type Known = Readonly<Record<string | symbol, unknown>>;

/** The names an expression sees: those of its own frame, then those around it. */
export class Scope {
  constructor(
    readonly frame: Frame,
    readonly around: Scope | null,
    readonly run: Run,
  ) {}

  with(frame: Frame): Scope {
    return new Scope(frame, this, this.run);
  }

  /** undefined where there is no variable of that name. */
  find(name: string | symbol): FeelValue | undefined {
    if (Object.hasOwn(this.frame, name)) return ((this.frame as Known)[name] ?? null) as FeelValue;
    for (let scope = this.around; scope !== null; scope = scope.around) {
      if (Object.hasOwn(scope.frame, name)) return ((scope.frame as Known)[name] ?? null) as FeelValue;
    }
    return undefined;
  }

  findFunction(name: string): FeelFunction | NativeFunction | undefined {
    return this.#ownFunction(name) ?? this.around?.findFunction(name);
  }

  #ownFunction(name: string): FeelFunction | NativeFunction | undefined {
    const known = this.frame as Known;
    const functions = known[FUNCTIONS] as Readonly<Record<string, FeelFunction>> | undefined;
    if (functions !== undefined && Object.hasOwn(functions, name)) return functions[name];
    const own = Object.hasOwn(known, name) ? known[name] : undefined;
    return own instanceof NativeFunction ? own : undefined;
  }
}
