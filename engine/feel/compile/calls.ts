import { FROM_AI, toolCallPath } from '../from-ai.js';
import { builtinFor } from '../functions/index.js';
import type { Builtin, Outcome } from '../functions/builtin.js';
import { Refusal } from '../functions/builtin.js';
import { isStackOverflow } from '../feel-error.js';
import type { Scope } from '../scope.js';
import { costOf } from '../syntax/mentions.js';
import type { Arguments, Node, NodeOf } from '../syntax/tree.js';
import { DECIMAL_COST, Decimal } from '../values/decimal.js';
import type { NativeFunction } from '../values/native.js';
import { describe } from '../values/text.js';
import { FUNCTIONS, FeelFunction, isContext } from '../values/value.js';
import type { FeelValue } from '../values/value.js';
import type { Compile, Evaluate } from './evaluate.js';
import { invoke } from './invoke.js';
import { expected } from './operators.js';
import { temporalLiteral } from './temporal-literal.js';

export function compileFunction({ parameters, body, depth }: NodeOf<'function'>, compile: Compile): Evaluate {
  const inner = compile(body);
  const cost = costOf(body);
  return (scope) => new FeelFunction(parameters, inner, scope, { depth, cost });
}

/** A built-in function goes before one of the expression with as many parameters. */
export function compileCall(node: NodeOf<'call'>, compile: Compile): Evaluate {
  const literal = temporalLiteral(node);
  if (literal !== undefined) return () => literal;
  if (node.base !== null) return compileMemberCall(node.name, node.base, node.arguments, compile);
  if (node.name === FROM_AI && toolCallPath(node.arguments) === null) {
    return (scope) => refuse(scope, node.name, NO_TOOL_CALL);
  }
  const builtin = builtinFor(node.name, node.arguments);
  return builtin === undefined
    ? compileOwnCall(node.name, node.arguments, compile)
    : compileBuiltinCall(node.name, builtin, node.arguments, compile);
}

/** What an AI fills in is always a member of `toolCall`. */
const NO_TOOL_CALL = 'the value must be a reference such as toolCall.name';

function compileBuiltinCall(name: string, builtin: Builtin, given: Arguments, compile: Compile): Evaluate {
  const read = compileArguments(builtin, given, compile);
  return (scope) => {
    const values = read(scope);
    scope.run.spend(builtin.cost + surcharge(values));
    const result = attempt(builtin, scope, values);
    if (result instanceof Refusal) return refuse(scope, name, result.reason);
    if (result !== undefined) return result;
    return scope.run.wantsWarnings
      ? refuse(scope, name, `Illegal arguments: ${values.map((value) => `'${describe(value)}'`).join(', ')}`)
      : null;
  };
}

/** Numbers with very many digits take longer. */
function surcharge(values: readonly FeelValue[]): number {
  return values.some((value) => value instanceof Decimal) ? DECIMAL_COST : 0;
}

/** A calendar ends somewhere, and numbers do; what lies beyond is no value. */
function attempt(builtin: Builtin, { run }: Scope, values: readonly FeelValue[]): Outcome {
  try {
    return builtin.run(run, ...values);
  } catch (error) {
    if (error instanceof RangeError && !isStackOverflow(error)) return new Refusal(error.message);
    throw error;
  }
}

function refuse({ run }: Scope, name: string, reason: string): null {
  return run.warn(`Failed to invoke function '${name}': ${reason}`);
}

type ReadArguments = (scope: Scope) => FeelValue[];

function compileArguments(builtin: Builtin, given: Arguments, compile: Compile): ReadArguments {
  if (given.kind === 'named') return byName(builtin.parameters, given.values, compile);
  const values = given.values.map(compile);
  if (!builtin.variadic) return (scope) => values.map((value) => value(scope));
  const fixed = builtin.parameters.length - 1;
  return (scope) => {
    const found = values.map((value) => value(scope));
    const rest = found.slice(fixed);
    const [only] = rest;
    // A single list is the list itself: sum([1, 2]) is sum(1, 2).
    const list = fixed === 0 && rest.length === 1 && Array.isArray(only) ? (only as readonly FeelValue[]) : rest;
    return [...found.slice(0, fixed), list];
  };
}

/** Parameters that are not given are null. */
function byName(parameters: readonly string[], given: ReadonlyMap<string, Node>, compile: Compile): ReadArguments {
  const values = parameters.map((name) => {
    const value = given.get(name);
    return value === undefined ? () => null : compile(value);
  });
  return (scope) => values.map((value) => value(scope));
}

/** A function that an entry of a context around the call has defined. */
function compileOwnCall(name: string, given: Arguments, compile: Compile): Evaluate {
  const readers = new Map<string, ReadArguments>();
  return (scope) => {
    const found = scope.findFunction(name);
    return call(scope, name, found, given, readers, compile);
  };
}

/** `a.b.f(…)`: a function of that context, and no other. */
function compileMemberCall(name: string, base: Node, given: Arguments, compile: Compile): Evaluate {
  const inner = compile(base);
  const readers = new Map<string, ReadArguments>();
  return (scope) => {
    const context = inner(scope);
    if (!isContext(context)) return expected(scope, 'context', context);
    const functions = context[FUNCTIONS];
    const found = functions !== undefined && Object.hasOwn(functions, name) ? functions[name] : undefined;
    return call(scope, name, found, given, readers, compile);
  };
}

function call(
  scope: Scope,
  name: string,
  found: FeelFunction | NativeFunction | undefined,
  given: Arguments,
  readers: Map<string, ReadArguments>,
  compile: Compile,
): FeelValue {
  if (found === undefined || !fits(found.parameters, given)) {
    const asked =
      given.kind === 'named'
        ? `parameters: ${[...given.values.keys()].join(',')}`
        : `${given.values.length} parameters`;
    return scope.run.warn(`No function found with name '${name}' and ${asked}`);
  }
  // Which function it is shows only when it is called; its parameters decide in what order the arguments stand.
  const key = found.parameters.join('\0');
  const read = readers.get(key) ?? argumentsOf(found.parameters, given, compile);
  readers.set(key, read);
  return invoke(found, read(scope), scope.run);
}

function fits(parameters: readonly string[], given: Arguments): boolean {
  if (given.kind === 'positional') return given.values.length === parameters.length;
  return [...given.values.keys()].every((name) => parameters.includes(name));
}

function argumentsOf(parameters: readonly string[], given: Arguments, compile: Compile): ReadArguments {
  if (given.kind === 'named') return byName(parameters, given.values, compile);
  const values = given.values.map(compile);
  return (scope) => values.map((value) => value(scope));
}
