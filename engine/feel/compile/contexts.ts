import type { Scope } from '../scope.js';
import { containsKind } from '../syntax/mentions.js';
import type { NodeOf } from '../syntax/tree.js';
import { requireShallow } from '../values/depth.js';
import { propertyOf, propertyNamesOf } from '../values/properties.js';
import { describe } from '../values/text.js';
import { FUNCTIONS, FeelFunction, entryOf, isContext, isList } from '../values/value.js';
import type { FeelContext, FeelValue } from '../values/value.js';
import type { Compile, Evaluate } from './evaluate.js';

export function compileName({ name }: NodeOf<'name'>): Evaluate {
  return (scope) => {
    const found = scope.find(name);
    return found === undefined ? noVariable(scope, name) : found;
  };
}

function noVariable({ run }: Scope, name: string): null {
  return run.warn(`No variable found with name '${name}'`);
}

export function compileList({ items }: NodeOf<'list'>, compile: Compile): Evaluate {
  const members = items.map(compile);
  return (scope) => {
    scope.run.spend(members.length + 1);
    return members.map((member) => member(scope));
  };
}

/**
 * Each entry sees those before it. A function sees them as they were when it was written, so it can call neither itself
 * nor those after it. Functions can be called by their names and are no entries.
 */
export function compileContext({ entries }: NodeOf<'context'>, compile: Compile): Evaluate {
  const members = entries.map(([name, value]) => ({ name, value: compile(value) }));
  const keepsScopes = entries.some(([, value]) => containsKind(value, 'function'));
  return (scope) => {
    scope.run.spend(members.length + 1);
    const values: Record<string, FeelValue> = {};
    const functions: Record<string, FeelFunction> = {};
    let inside = keepsScopes ? scope : scope.with(values);
    let hasFunctions = false;
    for (const { name, value } of members) {
      const found = value(inside);
      const isFunction = found instanceof FeelFunction;
      if (isFunction) put(functions, name, found);
      else put(values, name, found);
      hasFunctions ||= isFunction;
      if (keepsScopes) inside = inside.with(isFunction ? { [FUNCTIONS]: { [name]: found } } : { [name]: found });
    }
    return hasFunctions ? { ...values, [FUNCTIONS]: functions } : values;
  };
}

/** A name such as `__proto__` is one like any other. */
function put<T>(record: Record<string, T>, name: string, value: T): void {
  if (name !== '__proto__') record[name] = value;
  else Object.defineProperty(record, name, { value, enumerable: true, configurable: true, writable: true });
}

export function compilePath({ base, names }: NodeOf<'path'>, compile: Compile): Evaluate {
  if (base.kind === 'name') {
    const { name } = base;
    // A variable that does not exist is told once, without its members.
    return (scope) => {
      const root = scope.find(name);
      return root === undefined ? noVariable(scope, name) : follow(scope, root, names);
    };
  }
  const inner = compile(base);
  return (scope) => follow(scope, inner(scope), names);
}

function follow(scope: Scope, value: FeelValue, names: readonly string[]): FeelValue {
  let found = value;
  for (const name of names) found = memberOf(scope, found, name);
  return found;
}

/** The entry of a context, the property of a date or duration; of a list that of each of its items. */
function memberOf(scope: Scope, value: FeelValue, name: string, depth = 0): FeelValue {
  if (isList(value)) {
    requireShallow(depth);
    scope.run.spend(value.length + 1);
    return value.map((item) => memberOf(scope, item, name, depth + 1));
  }
  if (isContext(value)) {
    const entry = entryOf(value, name);
    return entry === undefined ? noEntry(scope, value, name) : entry;
  }
  if (value === null) {
    return scope.run.warn(`No context entry found with key '${name}'. The context is null`);
  }
  const property = propertyOf(value, name);
  if (property !== undefined) return property;
  if (!scope.run.wantsWarnings) return null;
  const names = propertyNamesOf(value).map((known) => `'${known}'`);
  return scope.run.warn(
    `No property found with name '${name}' of value '${describe(value)}'. Available properties: ${names.join(', ')}`,
  );
}

const MOST_KEYS = 20;

function noEntry({ run }: Scope, context: FeelContext, name: string): null {
  if (!run.wantsWarnings) return null;
  const keys = Object.keys(context);
  const known = keys.slice(0, MOST_KEYS).map((key) => `'${key}'`);
  const rest = keys.length > MOST_KEYS ? ', …' : '';
  const hint = keys.length === 0 ? 'The context is empty' : `Available keys: ${known.join(', ')}${rest}`;
  return run.warn(`No context entry found with key '${name}'. ${hint}`);
}
