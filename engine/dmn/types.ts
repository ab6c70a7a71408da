import type { CompiledExpression, CompiledUnaryTests } from '../feel/index.js';

/** One decision requirements graph: the decisions of a DMN file, checked and with every cell parsed. */
export interface DecisionGraph {
  readonly id: string;
  readonly name: string;
  readonly decisions: ReadonlyMap<string, Decision>;
}

export interface Decision {
  readonly id: string;
  readonly name: string;
  readonly versionTag: string | null;
  /** What other decisions call its result: its id, and the name of its variable. */
  readonly resultNames: readonly string[];
  /** The type of its variable; null or unknown: any. */
  readonly resultType: string | null;
  readonly requires: Decision[];
  readonly knowledge: KnowledgeModel[];
  logic: Logic;
}

/** A business knowledge model: a function that decisions and other models call by its name. */
export interface KnowledgeModel {
  readonly id: string;
  readonly name: string;
  readonly parameters: readonly Parameter[];
  readonly requires: KnowledgeModel[];
  logic: Logic;
}

export interface Parameter {
  readonly name: string;
  readonly type: string | null;
}

export type Logic =
  | DecisionTable
  | { readonly kind: 'LITERAL_EXPRESSION'; readonly expression: CompiledExpression }
  | { readonly kind: 'CONTEXT'; readonly entries: readonly ContextEntry[]; readonly result: Logic | null }
  | { readonly kind: 'LIST'; readonly elements: readonly Logic[] }
  | { readonly kind: 'RELATION'; readonly rows: readonly (readonly ContextEntry[])[] }
  | { readonly kind: 'INVOCATION'; readonly bindings: readonly Binding[]; readonly model: KnowledgeModel }
  | { readonly kind: 'FUNCTION'; readonly parameters: readonly Parameter[]; readonly expression: CompiledExpression };

export interface ContextEntry {
  readonly name: string;
  readonly logic: Logic;
}

export interface Binding {
  readonly name: string;
  readonly expression: CompiledExpression;
}

export type HitPolicy = 'UNIQUE' | 'FIRST' | 'ANY' | 'RULE ORDER' | 'COLLECT';
export type Aggregator = 'SUM' | 'MIN' | 'MAX' | 'COUNT';

export interface DecisionTable {
  readonly kind: 'DECISION_TABLE';
  readonly hitPolicy: HitPolicy;
  readonly aggregator: Aggregator | null;
  readonly inputs: readonly TableInput[];
  readonly outputs: readonly TableOutput[];
  readonly rules: readonly Rule[];
}

export interface TableInput {
  readonly id: string;
  /** Its label; '' when it has none. */
  readonly name: string;
  readonly expression: CompiledExpression;
}

export interface TableOutput {
  readonly id: string;
  readonly name: string;
  /** Its value when no rule matches. */
  readonly fallback: CompiledExpression | null;
}

export interface Rule {
  readonly id: string;
  /** One per input; null: any value will do. */
  readonly conditions: readonly (CompiledUnaryTests | null)[];
  /** One per output. */
  readonly conclusions: readonly CompiledExpression[];
}
