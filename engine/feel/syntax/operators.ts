import { LONG_TYPES } from './names.js';
import { readRange, seesRange } from './range.js';
import type { Scanner } from './scanner.js';
import { readValue } from './terms.js';
import { readTest, readTests } from './unary-tests.js';
import type { ArithmeticOperator, ComparisonOperator, Iterator, Node } from './tree.js';

/** Reads an expression; operators bind from `or` (least) over `and`, comparison, `+`, `*`, `**` to the sign. */
export function readExpression(scanner: Scanner): Node {
  const word = scanner.peekWord();
  const read = STATEMENTS.get(word);
  if (read !== undefined && (word === 'if' ? !seesVariable(scanner, word) : seesIterator(scanner, word))) {
    return read(scanner);
  }
  return readChain(scanner, 'or', readConjunction);
}

/** The words that begin a statement are names like any other where none follows. */
const STATEMENTS: ReadonlyMap<string, (scanner: Scanner) => Node> = new Map([
  ['if', readIf],
  ['for', readFor],
  ['some', readQuantified],
  ['every', readQuantified],
]);

/** Does something stand behind the word that only follows a value? */
function seesVariable(scanner: Scanner, word: string): boolean {
  const { at } = scanner;
  scanner.takesWord(word);
  const found = scanner.isAtEnd || /^(?:[,)\]}=!*/+]|\.(?!\d))/.test(scanner.text.slice(scanner.at, scanner.at + 2));
  scanner.return(at);
  return found;
}

function seesIterator(scanner: Scanner, word: string): boolean {
  const { at } = scanner;
  scanner.takesWord(word);
  const found = scanner.name() !== null && scanner.peekWord() === 'in';
  scanner.return(at);
  return found;
}

/** `else if` goes on with the same expression, so that a long list of cases is no deep one. */
function readIf(scanner: Scanner): Node {
  const branches: { condition: Node; value: Node }[] = [];
  while (scanner.takesWord('if')) {
    const condition = scanner.expression();
    scanner.expectsWord('then');
    const value = scanner.expression();
    scanner.expectsWord('else');
    branches.push({ condition, value });
  }
  return { kind: 'if', branches, otherwise: scanner.expression() };
}

function readFor(scanner: Scanner): Node {
  scanner.expectsWord('for');
  const iterators = readIterators(scanner);
  scanner.expectsWord('return');
  return { kind: 'for', iterators, body: scanner.expression() };
}

function readQuantified(scanner: Scanner): Node {
  const kind = scanner.takesWord('some') ? 'some' : 'every';
  if (kind === 'every') scanner.expectsWord('every');
  const iterators = readIterators(scanner);
  scanner.expectsWord('satisfies');
  return { kind, iterators, body: scanner.expression() };
}

function readIterators(scanner: Scanner): readonly Iterator[] {
  const iterators: Iterator[] = [];
  do {
    const name = scanner.expectsName();
    scanner.expectsWord('in');
    iterators.push({ name, source: readSource(scanner) });
  } while (scanner.takes(','));
  return iterators;
}

/** A list as a plain value, or numbers `from..to`. */
function readSource(scanner: Scanner): Node {
  const isInBrackets = scanner.sees('(');
  const from = readArithmetic(scanner);
  if (scanner.takes('..')) return { kind: 'numbers', from, to: readArithmetic(scanner) };
  // A calculation gives no list.
  if (!isInBrackets && (from.kind === 'arithmetic' || from.kind === 'negation')) throw scanner.unexpected();
  return from;
}

function readChain(scanner: Scanner, kind: 'or' | 'and', readOperand: (scanner: Scanner) => Node): Node {
  const first = readOperand(scanner);
  if (scanner.peekWord() !== kind) return first;
  const operands = [first];
  while (scanner.takesWord(kind)) operands.push(readOperand(scanner));
  return { kind, operands };
}

function readConjunction(scanner: Scanner): Node {
  return readChain(scanner, 'and', readComparison);
}

const UNARY_COMPARISONS: readonly ComparisonOperator[] = ['<=', '>=', '<', '>'];
const COMPARISONS: readonly ComparisonOperator[] = ['<=', '>=', '!=', '<', '>', '='];

/** `< 5` and `[1..5]` stand for a test of the input. */
export function readSimpleTest(scanner: Scanner): Node | null {
  if (seesRange(scanner)) return { kind: 'contains', range: readRange(scanner) };
  const operator = UNARY_COMPARISONS.find((symbol) => scanner.takes(symbol));
  return operator === undefined ? null : { kind: 'compares', operator, operand: readArithmetic(scanner) };
}

function readComparison(scanner: Scanner): Node {
  const test = readSimpleTest(scanner);
  if (test !== null) return test;
  const left = readArithmetic(scanner);
  const operator = COMPARISONS.find((symbol) => scanner.takes(symbol));
  if (operator !== undefined) return { kind: 'comparison', operator, left, right: readArithmetic(scanner) };
  switch (scanner.peekWord()) {
    case 'between':
      return readBetween(scanner, left);
    case 'instance':
      return readInstanceOf(scanner, left);
    case 'in':
      return readIn(scanner, left);
    default:
      return left;
  }
}

function readBetween(scanner: Scanner, value: Node): Node {
  scanner.expectsWord('between');
  const from = readArithmetic(scanner);
  scanner.expectsWord('and');
  return { kind: 'between', value, from, to: readArithmetic(scanner) };
}

function readInstanceOf(scanner: Scanner, value: Node): Node {
  scanner.expectsWord('instance');
  scanner.expectsWord('of');
  const long = LONG_TYPES.find((type) => scanner.takes(type)) ?? (scanner.takesWord('function') ? 'function' : null);
  return { kind: 'instance of', value, type: long ?? readTypeName(scanner) };
}

function readTypeName(scanner: Scanner): string {
  const names = [scanner.expectsName()];
  while (scanner.takes('.')) names.push(scanner.expectsName());
  return names.join('.');
}

function readIn(scanner: Scanner, value: Node): Node {
  scanner.expectsWord('in');
  if (seesRange(scanner) || !scanner.takes('(')) return { kind: 'in', value, test: readTest(scanner) };
  const test = readTests(scanner);
  scanner.expects(')');
  return { kind: 'in', value, test };
}

/** Operators of one level, from left to right. */
function readLevel(
  scanner: Scanner,
  operators: readonly ArithmeticOperator[],
  readOperand: (scanner: Scanner) => Node,
): Node {
  const first = readOperand(scanner);
  const rest: { operator: ArithmeticOperator; operand: Node }[] = [];
  for (;;) {
    const operator = operators.find((symbol) => scanner.sees(symbol) && !(symbol === '*' && scanner.sees('**')));
    if (operator === undefined) break;
    scanner.takes(operator);
    rest.push({ operator, operand: readOperand(scanner) });
  }
  return rest.length === 0 ? first : { kind: 'arithmetic', first, rest };
}

export function readArithmetic(scanner: Scanner): Node {
  return readLevel(scanner, ['+', '-'], readProduct);
}

function readProduct(scanner: Scanner): Node {
  return readLevel(scanner, ['*', '/'], readPower);
}

function readPower(scanner: Scanner): Node {
  return readLevel(scanner, ['**'], readSigned);
}

function readSigned(scanner: Scanner): Node {
  if (!scanner.takes('-')) return readValue(scanner);
  // A number has a sign of its own: --1 is 1.
  const operand: Node = scanner.takes('-') ? { kind: 'negation', operand: readNumber(scanner) } : readValue(scanner);
  return { kind: 'negation', operand };
}

function readNumber(scanner: Scanner): Node {
  if (!/[\d.]/.test(scanner.text[scanner.at] ?? '')) throw scanner.unexpected();
  return readValue(scanner);
}
