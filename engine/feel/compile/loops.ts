import type { Scope } from '../scope.js';
import { costOf, namesIn } from '../syntax/mentions.js';
import type { Iterator, Node, NodeOf } from '../syntax/tree.js';
import { add, compareNumbers, isNumber, toDouble } from '../values/number.js';
import { isList } from '../values/value.js';
import type { FeelValue } from '../values/value.js';
import type { Compile, Evaluate } from './evaluate.js';
import { noBoolean } from './logic.js';
import { expected } from './operators.js';

/** The members of `from..to`, upwards or downwards. */
export function compileNumbers({ from, to }: NodeOf<'numbers'>, compile: Compile): Evaluate {
  const [start, end] = [compile(from), compile(to)];
  return (scope) => {
    const [first, last] = [start(scope), end(scope)];
    if (!isNumber(first)) return expected(scope, 'number', first);
    if (!isNumber(last)) return expected(scope, 'number', last);
    const step = compareNumbers(first, last) < 0 ? 1 : -1;
    scope.run.spend(Math.abs(toDouble(last) - toDouble(first)) + 1);
    const numbers: FeelValue[] = [];
    for (let number = first; compareNumbers(number, last) * step <= 0;) {
      numbers.push(number);
      const next = add(number, step);
      if (next === null || compareNumbers(next, number) === 0) break;
      number = next;
    }
    return numbers;
  };
}

/** Calls `visit` with the scope of each round, until it answers true; null when a source is no list. */
type Rounds = (scope: Scope, visit: (inside: Scope) => boolean) => true | null;

/** All lists are worked out first; then the last one changes fastest. */
function compileRounds(iterators: readonly Iterator[], body: Node, compile: Compile): Rounds {
  const cost = costOf(body);
  const sources = iterators.map(({ name, source }) => ({ name, source: compile(source) }));
  const turn = (
    lists: readonly { readonly name: string; readonly list: readonly FeelValue[] }[],
    at: number,
    scope: Scope,
    visit: (inside: Scope) => boolean,
  ): boolean => {
    const current = lists[at];
    if (current === undefined) {
      scope.run.spend(cost);
      return visit(scope);
    }
    const { name, list } = current;
    for (const item of list) {
      scope.run.spend(1);
      if (turn(lists, at + 1, scope.with({ [name]: item }), visit)) return true;
    }
    return false;
  };
  return (scope, visit) => {
    const lists: { name: string; list: readonly FeelValue[] }[] = [];
    for (const { name, source } of sources) {
      const list = source(scope);
      if (!isList(list)) return expected(scope, 'list', list);
      lists.push({ name, list });
    }
    turn(lists, 0, scope, visit);
    return true;
  };
}

/** The results so far are `partial`, a list of its own each time. */
export function compileFor({ iterators, body }: NodeOf<'for'>, compile: Compile): Evaluate {
  const rounds = compileRounds(iterators, body, compile);
  const result = compile(body);
  const wantsPartial = namesIn(body).has('partial');
  return (scope) => {
    const results: FeelValue[] = [];
    const done = rounds(scope, (inside) => {
      if (wantsPartial) scope.run.spend(results.length >> 3);
      results.push(result(wantsPartial ? inside.with({ partial: [...results] }) : inside));
      return false;
    });
    return done === null ? null : results;
  };
}

/** `some` is an `or` over all rounds, `every` an `and`. */
export function compileQuantified({ kind, iterators, body }: NodeOf<'some' | 'every'>, compile: Compile): Evaluate {
  const decisive = kind === 'some';
  const rounds = compileRounds(iterators, body, compile);
  const condition = compile(body);
  return (scope) => {
    let result: boolean | null = !decisive;
    const done = rounds(scope, (inside) => {
      const value = condition(inside);
      if (value !== decisive && value !== !decisive && result !== null) noBoolean(scope, value);
      if (value === decisive) result = decisive;
      else if (value !== !decisive) result = null;
      return value === decisive;
    });
    return done === null ? null : result;
  };
}
