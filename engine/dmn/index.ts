export { evaluateDecision } from './evaluate-decision.js';
export type { DecisionEvaluation, EvaluatedInput, EvaluatedOutput, MatchedRule } from './evaluate-decision.js';
export { readDeployedGraph, readGraph } from './read-graph.js';
export type { Decision, DecisionGraph } from './types.js';
