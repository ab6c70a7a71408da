import type { Scope } from '../scope.js';
import type { Node } from '../syntax/tree.js';
import type { FeelValue } from '../values/value.js';

/** Works a part of an expression out where these names are seen. */
export type Evaluate = (scope: Scope) => FeelValue;

/** Compiles the parts of a part; handed to the compilers, so that nothing is circular. */
export type Compile = (node: Node) => Evaluate;
