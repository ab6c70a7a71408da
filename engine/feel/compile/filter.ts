import type { Scope } from '../scope.js';
import { costOf } from '../syntax/mentions.js';
import type { Node, NodeOf } from '../syntax/tree.js';
import type { FeelNumber } from '../values/decimal.js';
import { add, compareNumbers, isNumber, toDouble } from '../values/number.js';
import { isContext, isList } from '../values/value.js';
import type { FeelValue } from '../values/value.js';
import type { Compile, Evaluate } from './evaluate.js';
import { expected } from './operators.js';

/** Conditions that are about the item; anything else may be a position, which is worked out without an item. */
const CONDITIONS: ReadonlySet<Node['kind']> = new Set(['comparison', 'call']);

/** `list[position]` gives one item, `list[condition]` those that fulfil it. */
export function compileFilter({ base, condition }: NodeOf<'filter'>, compile: Compile): Evaluate {
  const [source, filter] = [compile(base), compile(condition)];
  const cost = costOf(condition);
  const isCondition = CONDITIONS.has(condition.kind);
  const isPosition = isLiteralNumber(condition);
  return (scope) => {
    const list = source(scope);
    if (!isList(list)) return expected(scope, 'list', list);
    if (isCondition) return filtered(scope, list, filter, cost);
    const position = isPosition ? filter(scope) : scope.run.quietly(() => filter(scope));
    return isNumber(position) ? itemAt(list, position) : filtered(scope, list, filter, cost);
  };
}

function isLiteralNumber(node: Node): boolean {
  if (node.kind === 'negation') return isLiteralNumber(node.operand);
  return node.kind === 'literal' && isNumber(node.value);
}

/** A condition that gives a number for the first item is a position after all. */
function filtered(scope: Scope, list: readonly FeelValue[], filter: Evaluate, cost: number): FeelValue {
  const kept: FeelValue[] = [];
  scope.run.spend(list.length * cost);
  for (const item of list) {
    const found = filter(itemScope(scope, item));
    if (found === true) kept.push(item);
    else if (item === list[0] && isNumber(found)) return itemAt(list, found);
  }
  return kept;
}

/** The item is `item`; the entries of a context have names of their own. */
function itemScope(scope: Scope, item: FeelValue): Scope {
  const inside = scope.with({ item });
  return isContext(item) ? inside.with(item) : inside;
}

/** Positions begin at 1, or at -1 from the end. */
export function itemAt(list: readonly FeelValue[], position: FeelNumber): FeelValue {
  const from = compareNumbers(position, 0) > 0 ? add(position, -1) : add(position, list.length);
  if (from === null || compareNumbers(from, 0) < 0) return null;
  return list[Math.floor(toDouble(from))] ?? null;
}
