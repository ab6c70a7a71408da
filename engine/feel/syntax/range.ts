import type { Scanner } from './scanner.js';
import type { RangeNode } from './tree.js';

const LOOPS: ReadonlySet<string> = new Set(['for', 'some', 'every', 'if', 'function']);

/** Is the bracket that comes next the beginning of a range `[a..b]`, and not of a list or of something in brackets? */
export function seesRange(scanner: Scanner): boolean {
  if (scanner.sees(']')) return true;
  if (!scanner.sees('[') && !scanner.sees('(')) return false;
  const { at } = scanner;
  if (!scanner.rangeStarts.has(at)) return false;
  scanner.takes(scanner.text[at] ?? '');
  const word = scanner.peekWord();
  scanner.return(at);
  return !LOOPS.has(word);
}

/** Is the `[` that comes next the end of a range `]a..b[`? Nothing follows it that could be a filter. */
export function seesRangeEnd(scanner: Scanner): boolean {
  return scanner.isInRangeEnd && endsRange(scanner.text, scanner.at);
}

function endsRange(text: string, at: number): boolean {
  RANGE_END.lastIndex = at;
  return RANGE_END.test(text);
}

const RANGE_END = /\[\s*(?:$|[,)\]}]|(?:and|or|then|else|return|satisfies)\b(?!\s*\([^()]*\)\s*]))/y;

/** What matters for telling a range: brackets, commas, dots; texts, names in backticks and comments as wholes. */
const TOKEN = /"(?:[^"\\]|\\[\s\S])*"|`[^`]*`|\/\/[^\n]*|\/\*[\s\S]*?\*\/|\.\.|[([{,)\]}]/g;

/** The brackets behind which `..` stands before a comma or the end, what is in further brackets not counted. */
export function findRangeStarts(text: string): ReadonlySet<number> {
  const starts = new Set<number>();
  /** Where a bracket stands, or what it has turned out to be. */
  const open: (number | 'range' | 'list')[] = [];
  for (const { 0: token, index } of text.matchAll(TOKEN)) {
    if (token === '[' && open.at(-1) === 'range' && endsRange(text, index)) open.pop();
    else if (token === ']' && BEFORE_A_VALUE.test(text.slice(Math.max(0, index - 20), index))) open.push(index);
    else if (token === '(' || token === '[' || token === '{') open.push(index);
    else if (token === ')' || token === ']' || token === '}') open.pop();
    else if (token === '..' || token === ',') {
      const start = open.pop();
      if (token === '..' && typeof start === 'number') starts.add(start);
      // It is decided what the bracket is; it stays open.
      if (start !== undefined) open.push(token === '..' ? 'range' : 'list');
    }
  }
  return starts;
}

/** What stands before a `]` that begins a range. */
const BEFORE_A_VALUE = /(?:^|[(,[{:]|\bin)\s*$/;

export function readRange(scanner: Scanner): RangeNode {
  const startClosed = scanner.takes('[');
  if (!startClosed && !scanner.takes('(')) scanner.expects(']');
  const start = scanner.arithmetic();
  scanner.expects('..');
  const end = scanner.rangeEnd();
  const endClosed = scanner.takes(']');
  if (!endClosed && !scanner.takes(')')) scanner.expects('[');
  return { kind: 'range', start, end, startClosed, endClosed };
}
