import type { Node, NodeOf } from '../syntax/tree.js';
import { compileCall, compileFunction } from './calls.js';
import { compileContext, compileList, compileName, compilePath } from './contexts.js';
import type { Compile, Evaluate } from './evaluate.js';
import { compileFilter } from './filter.js';
import { compileChain, compileIf } from './logic.js';
import { compileFor, compileNumbers, compileQuantified } from './loops.js';
import {
  compileArithmetic,
  compileBetween,
  compileComparison,
  compileInstanceOf,
  compileNegation,
} from './operators.js';
import { compileRange } from './ranges.js';
import {
  compileAnyOf,
  compileCompares,
  compileContains,
  compileIn,
  compileInput,
  compileMatches,
  compileNoneOf,
} from './tests.js';

export type { Evaluate } from './evaluate.js';

type Compilers = { readonly [Kind in Node['kind']]: (node: NodeOf<Kind>, compile: Compile) => Evaluate };

const compilers: Compilers = {
  literal:
    ({ value }) =>
    () =>
      value,
  list: compileList,
  context: compileContext,
  range: compileRange,
  name: compileName,
  input: compileInput,
  negation: compileNegation,
  arithmetic: compileArithmetic,
  comparison: compileComparison,
  between: compileBetween,
  'instance of': compileInstanceOf,
  in: compileIn,
  and: compileChain,
  or: compileChain,
  if: compileIf,
  for: compileFor,
  some: compileQuantified,
  every: compileQuantified,
  numbers: compileNumbers,
  path: compilePath,
  filter: compileFilter,
  call: compileCall,
  function: compileFunction,
  compares: compileCompares,
  contains: compileContains,
  matches: compileMatches,
  'any of': compileAnyOf,
  'none of': compileNoneOf,
};

/** Turns what was read into functions, one for each part, so that nothing has to be looked at twice. */
export function compile(node: Node): Evaluate {
  return (compilers[node.kind] as (node: Node, compile: Compile) => Evaluate)(node, compile);
}
