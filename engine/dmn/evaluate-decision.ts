import { EvaluationFailure, toJson } from '../feel/index.js';
import type { FeelVariables } from '../feel/index.js';
import { evaluateLogic, functionsOf } from './evaluate-logic.js';
import { evaluateTable } from './evaluate-table.js';
import type { TableAudit } from './evaluate-table.js';
import { DecisionFailure, checkType } from './failure.js';
import { inOrder } from './requirements.js';
import type { Decision, DecisionTable } from './types.js';

type Json = ReturnType<typeof toJson>;

export interface EvaluatedInput {
  readonly inputId: string;
  /** The label of the input; '' when it has none. */
  readonly inputName: string;
  readonly inputValue: Json;
}

export interface EvaluatedOutput {
  readonly outputId: string;
  readonly outputName: string;
  readonly outputValue: Json;
}

export interface MatchedRule {
  readonly ruleId: string;
  /** From 1. */
  readonly ruleIndex: number;
  readonly evaluatedOutputs: readonly EvaluatedOutput[];
}

/** One decision of an evaluation; inputs and rules are those of a decision table. */
export interface EvaluatedDecision {
  readonly decision: Decision;
  readonly output: Json;
  readonly evaluatedInputs: readonly EvaluatedInput[];
  readonly matchedRules: readonly MatchedRule[];
}

export interface DecisionEvaluation {
  /** null when it has failed. */
  readonly output: Json;
  /** Why, as a sentence; the decision that failed is the last of `decisions`. */
  readonly failure: string | null;
  /** The decision after all it requires. */
  readonly decisions: readonly EvaluatedDecision[];
}

/** Evaluates a decision with all it requires, each once. `now` is ms since 1970-01-01T00:00Z. */
export function evaluateDecision(decision: Decision, variables: FeelVariables, now: number): DecisionEvaluation {
  const results = new Map<Decision, unknown>();
  const decisions: EvaluatedDecision[] = [];
  for (const required of inOrder([decision])) {
    const audit: TableAudit = { inputs: [], matched: [] };
    try {
      const result = evaluateOne(required, visibleTo(required, variables, results), now, audit);
      results.set(required, result);
      decisions.push(evaluated(required, result, audit));
      checkType(result, required.resultType);
    } catch (error) {
      if (!isFailure(error)) throw error;
      if (decisions.at(-1)?.decision !== required) decisions.push(failed(required, audit));
      const failure = `Expected to evaluate decision '${decision.id}', but ${error.message}`;
      return { output: null, failure, decisions };
    }
  }
  return { output: decisions.at(-1)?.output ?? null, failure: null, decisions };
}

function evaluateOne(
  { logic, knowledge }: Decision,
  variables: FeelVariables,
  now: number,
  audit: TableAudit,
): unknown {
  const seen = knowledge.length === 0 ? variables : { ...variables, ...functionsOf(knowledge, variables, now) };
  return logic.kind === 'DECISION_TABLE' ? evaluateTable(logic, seen, now, audit) : evaluateLogic(logic, seen, now);
}

/** The variables, and the results of what the decision requires itself. */
function visibleTo(
  decision: Decision,
  variables: FeelVariables,
  results: ReadonlyMap<Decision, unknown>,
): FeelVariables {
  if (decision.requires.length === 0) return variables;
  const required: Record<string, unknown> = {};
  for (const other of decision.requires) for (const name of other.resultNames) required[name] = results.get(other);
  return { ...variables, ...required };
}

function evaluated(decision: Decision, result: unknown, audit: TableAudit): EvaluatedDecision {
  const { logic } = decision;
  const table = logic.kind === 'DECISION_TABLE' ? tableAudit(logic, audit) : { evaluatedInputs: [], matchedRules: [] };
  return { decision, output: toJson(result), ...table };
}

/** What is known of a decision that has failed: nothing where even its inputs are too large to be told. */
function failed(decision: Decision, audit: TableAudit): EvaluatedDecision {
  try {
    return evaluated(decision, null, audit);
  } catch (error) {
    if (!isFailure(error)) throw error;
    return { decision, output: null, evaluatedInputs: [], matchedRules: [] };
  }
}

const isFailure = (error: unknown): error is Error =>
  error instanceof DecisionFailure || error instanceof EvaluationFailure;

function tableAudit({ inputs, outputs }: DecisionTable, audit: TableAudit) {
  return {
    evaluatedInputs: audit.inputs.map((value, at) => ({
      inputId: inputs[at]?.id ?? '',
      inputName: inputs[at]?.name ?? '',
      inputValue: toJson(value),
    })),
    matchedRules: audit.matched.map(({ rule, index, values }) => ({
      ruleId: rule.id,
      ruleIndex: index + 1,
      evaluatedOutputs: values.map((value, at) => ({
        outputId: outputs[at]?.id ?? '',
        outputName: outputs[at]?.name ?? '',
        outputValue: toJson(value),
      })),
    })),
  };
}
