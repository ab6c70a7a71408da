import type { Scanner } from './scanner.js';
import type { Node } from './tree.js';

/** Tests with commas between them: one must pass. */
export function readTests(scanner: Scanner): Node {
  const tests = [readTest(scanner)];
  while (scanner.takes(',')) tests.push(readTest(scanner));
  const [only] = tests;
  return tests.length === 1 && only !== undefined ? only : { kind: 'any of', tests };
}

/** A comparison, a range, or any expression that is compared with the input. */
export function readTest(scanner: Scanner): Node {
  const start = scanner.at;
  const simple = scanner.simpleTest();
  if (simple !== null) return simple;
  const value = scanner.expression();
  const wholeText = scanner.text.slice(start, scanner.at).trim();
  // `true` alone wants a true input; inside an expression it would be a test that always passes.
  if (scanner.isAtEnd && (wholeText === 'true' || wholeText === 'false')) {
    return { kind: 'compares', operator: '=', operand: value };
  }
  return { kind: 'matches', value };
}

/** The text of a decision table's cell. */
export function readCell(scanner: Scanner): Node {
  if (scanner.text.trim() === '-') {
    scanner.takes('-');
    return { kind: 'literal', value: true };
  }
  const start = scanner.at;
  if (scanner.takesWord('not') && scanner.takes('(')) {
    const test = readTests(scanner);
    scanner.expects(')');
    return { kind: 'none of', test };
  }
  scanner.return(start);
  return readTests(scanner);
}
