import { readArithmetic, readExpression, readSimpleTest } from './operators.js';
import { Scanner } from './scanner.js';
import type { Node } from './tree.js';
import { readCell } from './unary-tests.js';

const grammar = { expression: readExpression, arithmetic: readArithmetic, simpleTest: readSimpleTest };

/** Reads a FEEL expression; throws a FeelError when the text is none. */
export function parseExpression(text: string): Node {
  return whole(new Scanner(text, grammar), (scanner) => scanner.expression());
}

/** Reads the text of a decision table's cell; throws a FeelError when it is none. */
export function parseCell(text: string): Node {
  return whole(new Scanner(text, grammar), readCell);
}

function whole(scanner: Scanner, read: (scanner: Scanner) => Node): Node {
  const node = read(scanner);
  if (!scanner.isAtEnd) throw scanner.unexpected();
  return node;
}
