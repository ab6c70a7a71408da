import type { FeelValue } from '../values/value.js';

export type ArithmeticOperator = '+' | '-' | '*' | '/' | '**';
export type ComparisonOperator = '=' | '!=' | '<' | '<=' | '>' | '>=';

/** `name in …` of a loop. */
export interface Iterator {
  readonly name: string;
  readonly source: Node;
}

export interface RangeNode {
  readonly kind: 'range';
  readonly start: Node;
  readonly end: Node;
  readonly startClosed: boolean;
  readonly endClosed: boolean;
}

export type Arguments =
  | { readonly kind: 'positional'; readonly values: readonly Node[] }
  | { readonly kind: 'named'; readonly values: ReadonlyMap<string, Node> };

/** A FEEL expression as it was read; whatever can follow one another at one level stands in one list. */
export type Node =
  | { readonly kind: 'literal'; readonly value: FeelValue }
  | { readonly kind: 'list'; readonly items: readonly Node[] }
  | { readonly kind: 'context'; readonly entries: readonly (readonly [name: string, value: Node])[] }
  | RangeNode
  | { readonly kind: 'name'; readonly name: string }
  /** `?`, the input of a unary test. */
  | { readonly kind: 'input' }
  | { readonly kind: 'negation'; readonly operand: Node }
  | {
      readonly kind: 'arithmetic';
      readonly first: Node;
      readonly rest: readonly { readonly operator: ArithmeticOperator; readonly operand: Node }[];
    }
  | { readonly kind: 'comparison'; readonly operator: ComparisonOperator; readonly left: Node; readonly right: Node }
  | { readonly kind: 'between'; readonly value: Node; readonly from: Node; readonly to: Node }
  | { readonly kind: 'instance of'; readonly value: Node; readonly type: string }
  | { readonly kind: 'in'; readonly value: Node; readonly test: Node }
  | { readonly kind: 'and' | 'or'; readonly operands: readonly Node[] }
  | {
      readonly kind: 'if';
      readonly branches: readonly { readonly condition: Node; readonly value: Node }[];
      readonly otherwise: Node;
    }
  | { readonly kind: 'for'; readonly iterators: readonly Iterator[]; readonly body: Node }
  | { readonly kind: 'some' | 'every'; readonly iterators: readonly Iterator[]; readonly body: Node }
  /** `from..to` of a loop. */
  | { readonly kind: 'numbers'; readonly from: Node; readonly to: Node }
  | { readonly kind: 'path'; readonly base: Node; readonly names: readonly string[] }
  | { readonly kind: 'filter'; readonly base: Node; readonly condition: Node }
  /** `base` is null for a plain name, and the context that holds the function for `a.b(…)`. */
  | { readonly kind: 'call'; readonly name: string; readonly base: Node | null; readonly arguments: Arguments }
  | { readonly kind: 'function'; readonly parameters: readonly string[]; readonly body: Node; readonly depth: number }
  /** Tests of the input of a unary test. */
  | { readonly kind: 'compares'; readonly operator: ComparisonOperator; readonly operand: Node }
  | { readonly kind: 'contains'; readonly range: RangeNode }
  | { readonly kind: 'matches'; readonly value: Node }
  | { readonly kind: 'any of'; readonly tests: readonly Node[] }
  | { readonly kind: 'none of'; readonly test: Node };

export type NodeOf<Kind extends Node['kind']> = Extract<Node, { readonly kind: Kind }>;
