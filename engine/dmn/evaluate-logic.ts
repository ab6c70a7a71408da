import { nativeFunction } from '../feel/index.js';
import type { FeelVariables } from '../feel/index.js';
import { evaluateTable } from './evaluate-table.js';
import { DecisionFailure, checkType } from './failure.js';
import type { ContextEntry, KnowledgeModel, Logic, Parameter } from './types.js';

/** Evaluates logic to a FEEL value; throws a DecisionFailure. */
export function evaluateLogic(logic: Logic, variables: FeelVariables, now: number): unknown {
  switch (logic.kind) {
    case 'DECISION_TABLE':
      return evaluateTable(logic, variables, now, { inputs: [], matched: [] });
    case 'LITERAL_EXPRESSION':
      return logic.expression.value(variables, now);
    case 'CONTEXT':
      return context(logic.entries, logic.result, variables, now);
    case 'LIST':
      return logic.elements.map((element) => evaluateLogic(element, variables, now));
    case 'RELATION':
      return logic.rows.map((row) =>
        Object.fromEntries(row.map((cell) => [cell.name, evaluateLogic(cell.logic, variables, now)])),
      );
    case 'INVOCATION':
      return invoke(
        logic.model,
        Object.fromEntries(logic.bindings.map(({ name, expression }) => [name, expression.value(variables, now)])),
        variables,
        now,
      );
    case 'FUNCTION':
      return callable(logic.parameters, (given) => logic.expression.value({ ...variables, ...given }, now));
  }
}

/** Each entry sees those before it. */
function context(entries: readonly ContextEntry[], result: Logic | null, outer: FeelVariables, now: number): unknown {
  const members: Record<string, unknown> = {};
  for (const { name, logic } of entries) members[name] = evaluateLogic(logic, { ...outer, ...members }, now);
  return result === null ? members : evaluateLogic(result, { ...outer, ...members }, now);
}

/** Business knowledge models as functions, by their names. */
export function functionsOf(
  models: readonly KnowledgeModel[],
  variables: FeelVariables,
  now: number,
): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    models.map((model) => [model.name, callable(model.parameters, (given) => run(model, given, variables, now))]),
  );
}

/** A boxed invocation: every parameter must be bound. */
function invoke(model: KnowledgeModel, given: FeelVariables, variables: FeelVariables, now: number): unknown {
  for (const { name, type } of model.parameters) {
    if (!Object.hasOwn(given, name) && !Object.hasOwn(variables, name))
      throw new DecisionFailure(`no parameter found with name '${name}'`);
    checkType(given[name] ?? variables[name], type);
  }
  return run(model, given, variables, now);
}

function run(model: KnowledgeModel, given: FeelVariables, variables: FeelVariables, now: number): unknown {
  return evaluateLogic(model.logic, { ...variables, ...functionsOf(model.requires, variables, now), ...given }, now);
}

/** A function for FEEL to call; where the logic fails, or an argument has the wrong type, it has no value. */
function callable(parameters: readonly Parameter[], work: (given: FeelVariables) => unknown): unknown {
  const call = (...values: readonly unknown[]): unknown => {
    try {
      for (const [at, { type }] of parameters.entries()) checkType(values[at], type);
      return work(Object.fromEntries(parameters.map(({ name }, at) => [name, values[at] ?? null])));
    } catch (error) {
      if (error instanceof DecisionFailure) return null;
      throw error;
    }
  };
  return nativeFunction(
    parameters.map(({ name }) => name),
    call,
  );
}
