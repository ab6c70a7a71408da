import type { parseExpression } from 'feelin';

export type Node = ReturnType<typeof parseExpression>['topNode'];

/** What `?` becomes. */
export const INPUT = 'zeebe_input';

const COMPARISONS: Readonly<Record<string, string>> = {
  '<': 'zeebe_less',
  '<=': 'zeebe_at_most',
  '>': 'zeebe_greater',
  '>=': 'zeebe_at_least',
  '=': 'zeebe_equal',
  '!=': 'zeebe_not_equal',
};

/** Unary tests become an expression over the input that is true, false or null; `emit` writes what is inside. */
export function unaryTestsText(node: Node, emit: (node: Node) => string): string {
  const [first, ...others] = childrenOf(node);
  if (first === undefined || first.name === 'Wildcard') return 'true';
  const isNegated = first.name === 'not';
  const tests = isNegated ? others.find(({ name }) => name === 'PositiveUnaryTests') : first;
  const results =
    tests === undefined
      ? []
      : childrenOf(tests)
          .flatMap(childrenOf)
          .map((test) => testText(test, emit));
  return `${isNegated ? 'zeebe_none' : 'zeebe_any'}([${results.join(', ')}])`;
}

function testText(test: Node, emit: (node: Node) => string): string {
  if (test.name === 'ParenthesizedExpression') {
    const inner = childrenOf(test)[1];
    if (inner?.name === 'SimplePositiveUnaryTest') return testText(inner, emit);
  }
  if (test.name === 'SimplePositiveUnaryTest') return simpleTest(childrenOf(test), emit);
  if (test.name === 'BooleanLiteral') return `zeebe_equal(${INPUT}, ${emit(test)})`;
  return hasInput(test) ? `zeebe_says(${emit(test)})` : `zeebe_matches(${INPUT}, ${emit(test)})`;
}

/** A comparison without its left side, or a range. */
function simpleTest([first, second]: readonly Node[], emit: (node: Node) => string): string {
  if (first?.name === 'Interval') {
    const [open, start, , end, close] = childrenOf(first);
    if (open === undefined || start === undefined || end === undefined || close === undefined)
      throw new Error('an interval has two ends');
    return `zeebe_inside(${INPUT}, ${emit(start)}, ${emit(end)}, "${emit(open)}", "${emit(close)}")`;
  }
  const compare = first === undefined ? undefined : COMPARISONS[emit(first)];
  if (compare === undefined || second === undefined) throw new Error('a comparison has an operator and a value');
  return `${compare}(${INPUT}, ${emit(second)})`;
}

function hasInput(node: Node): boolean {
  return node.name === '?' || childrenOf(node).some(hasInput);
}

export function childrenOf(node: Node): Node[] {
  const children: Node[] = [];
  for (let child = node.firstChild; child !== null; child = child.nextSibling) children.push(child);
  return children;
}
