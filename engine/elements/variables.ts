import type { Json, Key, Variables } from '../commands/requests.js';
import { isExactNumber } from '../feel/index.js';
import type { Expression } from '../model/expression.js';
import { LARGEST_INTEGER, LONGEST_NAME } from '../model/limits.js';
import type { ElementInstanceRow, IncidentType, VariableRow } from '../state/rows.js';
import type { Execution } from './execution.js';
import { IncidentError } from './execution.js';
import { isSame, requireKeepable } from './keepable.js';

/** Variables of exactly this scope. */
export function localVariables(run: Execution, scopeKey: Key): Variables {
  const found: Variables = {};
  for (const key of run.state.variablesByScope.find(scopeKey)) {
    const row = run.state.variables.require(key);
    found[row.name] = row.value;
  }
  return found;
}

/** Everything an element sees: its own variables cover those of the scopes around it. */
export function visibleVariables(run: Execution, scopeKey: Key): Variables {
  const found: Variables = {};
  for (const scope of scopesFrom(run, scopeKey)) {
    for (const key of run.state.variablesByScope.find(scope.elementInstanceKey)) {
      const row = run.state.variables.require(key);
      if (!Object.hasOwn(found, row.name)) found[row.name] = row.value;
    }
    run.spend(run.state.variablesByScope.find(scope.elementInstanceKey).size);
  }
  return found;
}

/** Sets variables in exactly this scope. */
export function setLocal(run: Execution, scopeKey: Key, variables: Variables): void {
  const entries = Object.entries(variables);
  const known = lookUp(run, scopeKey, entries.length);
  for (const [name, value] of entries) setOne(run, scopeKey, known(name), name, value);
}

/**
 * Sets each variable in the nearest scope that has it, and new ones in the outermost scope: how the variables of
 * jobs, messages and user tasks travel.
 */
export function propagate(run: Execution, scopeKey: Key, variables: Variables): void {
  const scopes = scopesFrom(run, scopeKey);
  const root = scopes.at(-1);
  if (root === undefined) return;
  const entries = Object.entries(variables);
  const known = scopes.map(({ elementInstanceKey }) => lookUp(run, elementInstanceKey, entries.length));
  for (const [name, value] of entries) {
    const found = firstOf(known, (find) => find(name));
    setOne(run, found?.scopeKey ?? root.elementInstanceKey, found, name, value);
  }
}

/** The scope itself and those around it, up to the process. */
function scopesFrom(run: Execution, scopeKey: Key): ElementInstanceRow[] {
  const scopes: ElementInstanceRow[] = [];
  let key: Key | null = scopeKey;
  while (key !== null) {
    const scope: ElementInstanceRow = run.state.elements.require(key);
    scopes.push(scope);
    key = scope.scopeKey;
  }
  return scopes;
}

function firstOf<T, Found>(list: readonly T[], find: (one: T) => Found | undefined): Found | undefined {
  for (const one of list) {
    const found = find(one);
    if (found !== undefined) return found;
  }
  return undefined;
}

const FEW = 4;

/** The variables of a scope by their names. A few are looked for one by one; for many all are put in order first. */
function lookUp(run: Execution, scopeKey: Key, howMany: number): (name: string) => VariableRow | undefined {
  if (howMany <= FEW) return (name) => find(run, scopeKey, name);
  const byName = new Map<string, VariableRow>();
  run.spend(run.state.variablesByScope.find(scopeKey).size);
  for (const key of run.state.variablesByScope.find(scopeKey)) {
    const row = run.state.variables.require(key);
    byName.set(row.name, row);
  }
  return (name) => byName.get(name);
}

function find(run: Execution, scopeKey: Key, name: string): VariableRow | undefined {
  for (const key of run.state.variablesByScope.find(scopeKey)) {
    const row = run.state.variables.require(key);
    if (row.name === name) return row;
  }
  return undefined;
}

function setOne(run: Execution, scopeKey: Key, known: VariableRow | undefined, name: string, value: Json): void {
  // The same value written again is no change.
  if (known !== undefined && isSame(run, known.value, value)) return;
  requireKeepable(run, name, value, known?.value);
  if (known !== undefined) {
    run.emit('variable-updated', { row: { ...known, value } });
    return;
  }
  const { processInstanceKey, rootProcessInstanceKey } = run.state.elements.require(scopeKey);
  const variableKey = run.newKey();
  run.emit('variable-created', {
    row: { variableKey, scopeKey, processInstanceKey, rootProcessInstanceKey, name, value },
  });
}

/** Evaluates over everything the scope sees. */
export function evaluate(run: Execution, scopeKey: Key, expression: Expression, failure?: IncidentType): Json {
  return expression.isStatic ? expression.text : run.evaluate(expression, visibleVariables(run, scopeKey), failure);
}

const kindOf = (value: Json): string => {
  if (value === null) return 'NULL';
  if (Array.isArray(value)) return 'ARRAY';
  if (isExactNumber(value)) return 'NUMBER';
  return typeof value === 'object'
    ? 'OBJECT'
    : typeof value === 'string'
      ? 'STRING'
      : typeof value === 'number'
        ? 'NUMBER'
        : 'BOOLEAN';
};

function wrongResult(expression: Expression, wanted: string, value: Json): IncidentError {
  return new IncidentError(
    'EXTRACT_VALUE_ERROR',
    `Expected result of the expression '${expression.text}' to be '${wanted}', but was '${kindOf(value)}'.`,
  );
}

function short(expression: Expression, value: string): string {
  if (value.length <= LONGEST_NAME) return value;
  throw new IncidentError(
    'EXTRACT_VALUE_ERROR',
    `Expected result of the expression '${expression.text}' to have at most ${String(LONGEST_NAME)} characters, but it has ${String(value.length)}.`,
  );
}

/** A whole number that fits into 32 bits. */
export function evaluateInteger(run: Execution, scopeKey: Key, expression: Expression): number {
  const value = evaluateNumber(run, scopeKey, expression);
  if (Number.isInteger(value) && Math.abs(value) <= LARGEST_INTEGER) return value;
  throw wrongResult(expression, 'INTEGER', value);
}

export function evaluateText(run: Execution, scopeKey: Key, expression: Expression): string {
  const value = evaluate(run, scopeKey, expression);
  if (typeof value !== 'string') throw wrongResult(expression, 'STRING', value);
  return short(expression, value);
}

export function evaluateNumber(run: Execution, scopeKey: Key, expression: Expression): number {
  const value = evaluate(run, scopeKey, expression);
  const isText = typeof value === 'string' && value.trim() !== '';
  const number = isText || isExactNumber(value) ? Number(value) : value;
  if (typeof number !== 'number' || !Number.isFinite(number)) throw wrongResult(expression, 'NUMBER', value);
  return number;
}

export function evaluateList(run: Execution, scopeKey: Key, expression: Expression): readonly Json[] {
  const value = evaluate(run, scopeKey, expression);
  if (!Array.isArray(value)) throw wrongResult(expression, 'ARRAY', value);
  return value;
}

export function evaluateCondition(run: Execution, scopeKey: Key, expression: Expression): boolean {
  const value = evaluate(run, scopeKey, expression, 'CONDITION_ERROR');
  if (typeof value === 'boolean') return value;
  throw new IncidentError('CONDITION_ERROR', wrongResult(expression, 'BOOLEAN', value).message);
}

/** A correlation key is a text or a number. */
export function evaluateCorrelationKey(run: Execution, scopeKey: Key, expression: Expression): string {
  const value = evaluate(run, scopeKey, expression);
  if (typeof value === 'string') return short(expression, value);
  if (typeof value === 'number' || isExactNumber(value)) return String(value);
  throw new IncidentError(
    'EXTRACT_VALUE_ERROR',
    `Failed to extract the correlation key for '${expression.text}': The value must be either a string or a number, but was '${kindOf(value)}'.`,
  );
}
