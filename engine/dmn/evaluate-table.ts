import type { FeelVariables } from '../feel/index.js';
import { applyHitPolicy, outputValue } from './hit-policy.js';
import type { RuleOutput } from './hit-policy.js';
import type { DecisionTable, Rule } from './types.js';

/** What an evaluation of a table has seen, also when it has failed half-way. Values are FEEL's. */
export interface TableAudit {
  inputs: readonly unknown[];
  matched: readonly { readonly rule: Rule; readonly index: number; readonly values: readonly unknown[] }[];
}

/** Evaluates a table; throws a DecisionFailure. */
export function evaluateTable(table: DecisionTable, variables: FeelVariables, now: number, audit: TableAudit): unknown {
  const inputs = table.inputs.map(({ expression }) => expression.value(variables, now));
  audit.inputs = inputs;
  const matched: TableAudit['matched'][number][] = [];
  for (const [index, rule] of table.rules.entries()) {
    if (!isMet(rule, inputs, variables, now)) continue;
    matched.push({ rule, index, values: rule.conclusions.map((conclusion) => conclusion.value(variables, now)) });
    if (table.hitPolicy === 'FIRST') break;
  }
  audit.matched = matched;
  if (matched.length === 0) return fallback(table, variables, now);
  return applyHitPolicy(
    table,
    matched.map(({ values }) => named(table, values)),
  );
}

/** A condition that cannot say is not met. */
function isMet({ conditions }: Rule, inputs: readonly unknown[], variables: FeelVariables, now: number): boolean {
  for (const [at, condition] of conditions.entries())
    if (condition !== null && condition.test(inputs[at], variables, now) !== true) return false;
  return true;
}

/** No rule matches: the defaults of the outputs that have one, else null, whatever the hit policy. */
function fallback({ outputs }: DecisionTable, variables: FeelVariables, now: number): unknown {
  const given = outputs.flatMap(({ name, fallback: expression }) =>
    expression === null ? [] : [[name, expression.value(variables, now)] as const],
  );
  return given.length === 0 ? null : outputValue(new Map(given));
}

function named({ outputs }: DecisionTable, values: readonly unknown[]): RuleOutput {
  return new Map(outputs.map(({ name }, at) => [name, values[at]]));
}
