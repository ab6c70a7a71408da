import type { RangeNode } from '../syntax/tree.js';
import { compare } from '../values/compare.js';
import { describe } from '../values/text.js';
import { FeelRange } from '../values/value.js';
import type { Compile, Evaluate } from './evaluate.js';

/** A range as an argument: both bounds are of one type that has an order; texts have ranges only as tests. */
export function compileRange(node: RangeNode, compile: Compile): Evaluate {
  const [start, end] = [compile(node.start), compile(node.end)];
  return (scope) => {
    const [from, to] = [start(scope), end(scope)];
    if (typeof from !== 'string' && compare(from, to) !== null) {
      return new FeelRange(from, to, node.startClosed, node.endClosed);
    }
    if (!scope.run.wantsWarnings) return null;
    return scope.run.warn(`Invalid range definition from '${describe(from)}' to '${describe(to)}'`);
  };
}
