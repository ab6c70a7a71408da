import { readNumber } from '../values/number.js';
import { readTemporal } from '../values/read-temporal.js';
import { NAMES_WITH_RESERVED_WORDS } from './names.js';
import { readRange, seesRange, seesRangeEnd } from './range.js';
import type { Scanner } from './scanner.js';
import type { Arguments, Node } from './tree.js';

/** A literal, a name, a call or something in brackets, with the paths and filters behind it. */
export function readValue(scanner: Scanner): Node {
  let value = readTerm(scanner);
  for (let length = 0; ; length += 1) {
    scanner.requireDepth(length);
    if (scanner.sees('.') && !scanner.sees('..')) value = readPath(scanner, value);
    else if (scanner.sees('[') && !seesRangeEnd(scanner)) {
      scanner.takes('[');
      const condition = scanner.expression();
      scanner.expects(']');
      value = { kind: 'filter', base: value, condition };
    } else return value;
  }
}

function readPath(scanner: Scanner, base: Node): Node {
  const names: string[] = [];
  while (scanner.sees('.') && !scanner.sees('..')) {
    scanner.takes('.');
    names.push(readProperty(scanner));
  }
  return { kind: 'path', base, names };
}

/** The one property with a blank in its name. */
const TIME_OFFSET = 'time offset';

function readProperty(scanner: Scanner): string {
  return scanner.takes(TIME_OFFSET) ? TIME_OFFSET : scanner.expectsName();
}

function readTerm(scanner: Scanner): Node {
  switch (scanner.text[scanner.at]) {
    case '(':
      return readBrackets(scanner);
    case '[':
      return readList(scanner);
    case '{':
      return readContext(scanner);
    case '"':
      return { kind: 'literal', value: unescaped(expected(scanner, scanner.string())) };
    case '@':
      scanner.takes('@');
      return { kind: 'literal', value: readTemporal(expected(scanner, scanner.string())) };
    case '?':
      scanner.takes('?');
      return { kind: 'input' };
    default:
      return readNumberOrName(scanner);
  }
}

function expected<T>(scanner: Scanner, found: T | null): T {
  if (found === null) throw scanner.unexpected();
  return found;
}

function readNumberOrName(scanner: Scanner): Node {
  const { at } = scanner;
  const digits = /[\d.]/.test(scanner.text[at] ?? '') ? scanner.digits() : null;
  if (digits !== null) {
    const value = readNumber(digits);
    if (value !== null) return { kind: 'literal', value };
    scanner.return(at);
    throw scanner.unexpected();
  }
  const call = readCall(scanner);
  if (call !== null) return call;
  switch (scanner.peekWord()) {
    case 'null':
      scanner.takesWord('null');
      return { kind: 'literal', value: null };
    case 'true':
    case 'false':
      return { kind: 'literal', value: scanner.takesWord('true') || !scanner.takesWord('false') };
    case 'function':
      return readFunction(scanner);
    default:
      return { kind: 'name', name: scanner.expectsName() };
  }
}

function readBrackets(scanner: Scanner): Node {
  scanner.expects('(');
  const inside = scanner.expression();
  scanner.expects(')');
  return inside;
}

function readList(scanner: Scanner): Node {
  scanner.expects('[');
  const items: Node[] = [];
  if (scanner.takes(']')) return { kind: 'list', items };
  do items.push(scanner.expression());
  while (scanner.takes(','));
  scanner.expects(']');
  return { kind: 'list', items };
}

function readContext(scanner: Scanner): Node {
  scanner.expects('{');
  const entries: [string, Node][] = [];
  if (scanner.takes('}')) return { kind: 'context', entries };
  do {
    const name = readKey(scanner);
    scanner.expects(':');
    entries.push([name, scanner.expression()]);
  } while (scanner.takes(','));
  scanner.expects('}');
  return { kind: 'context', entries };
}

/** The name of an entry needs no quotes, whatever characters it has. */
function readKey(scanner: Scanner): string {
  const text = scanner.string();
  if (text !== null) return text;
  if (scanner.sees('`')) return scanner.expectsName();
  const { at } = scanner;
  const name = scanner.upTo(/["{}:,[\]`]/).trim();
  if (name !== '') return name;
  scanner.return(at);
  throw scanner.unexpected();
}

function readFunction(scanner: Scanner): Node {
  scanner.expectsWord('function');
  scanner.expects('(');
  const parameters: string[] = [];
  if (!scanner.takes(')')) {
    do parameters.push(expected(scanner, readParameter(scanner)));
    while (scanner.takes(','));
    scanner.expects(')');
  }
  const { result: body, depth } = scanner.deepestIn(() => scanner.expression());
  return { kind: 'function', parameters, body, depth };
}

/** Parameters may be several words. */
function readParameter(scanner: Scanner): string | null {
  if (scanner.sees('`')) return scanner.name();
  const words = scanner.words();
  scanner.skip();
  return words === '' ? null : words;
}

/** `f(…)`, `a function(…)` or `a.b.f(…)`; null, and nothing read, when no such call comes next. */
function readCall(scanner: Scanner): Node | null {
  const { at } = scanner;
  const name = readFunctionName(scanner);
  if (name !== null) return { kind: 'call', name, base: null, arguments: readArguments(scanner) };
  scanner.return(at);
  const names: string[] = [];
  for (let part = scanner.name(); part !== null; part = scanner.takes('.') ? scanner.name() : null) names.push(part);
  const [first, ...rest] = names;
  const last = rest.pop();
  if (first === undefined || last === undefined || !scanner.sees('(')) {
    scanner.return(at);
    return null;
  }
  const root: Node = { kind: 'name', name: first };
  const base: Node = rest.length === 0 ? root : { kind: 'path', base: root, names: rest };
  return { kind: 'call', name: last, base, arguments: readArguments(scanner) };
}

function readFunctionName(scanner: Scanner): string | null {
  const { at } = scanner;
  for (const name of NAMES_WITH_RESERVED_WORDS) {
    if (scanner.takes(name) && scanner.sees('(')) return name;
    scanner.return(at);
  }
  const words = scanner.words();
  scanner.skip();
  // `a between f(b) and c` compares a.
  if (words !== '' && scanner.sees('(') && !/(?:^| )between(?: |$)/.test(words)) return words;
  scanner.return(at);
  const escaped = scanner.sees('`') ? scanner.name() : null;
  return escaped !== null && scanner.sees('(') ? escaped : null;
}

function readArguments(scanner: Scanner): Arguments {
  scanner.expects('(');
  if (scanner.takes(')')) return { kind: 'positional', values: [] };
  const read = seesParameterName(scanner) ? readNamed(scanner) : readPositional(scanner);
  scanner.expects(')');
  return read;
}

function seesParameterName(scanner: Scanner): boolean {
  const { at } = scanner;
  const isNamed = readParameter(scanner) !== null && scanner.sees(':');
  scanner.return(at);
  return isNamed;
}

function readNamed(scanner: Scanner): Arguments {
  const values = new Map<string, Node>();
  do {
    const name = expected(scanner, readParameter(scanner));
    scanner.expects(':');
    values.set(name, readArgument(scanner));
  } while (scanner.takes(','));
  return { kind: 'named', values };
}

function readPositional(scanner: Scanner): Arguments {
  const values: Node[] = [];
  do values.push(readArgument(scanner));
  while (scanner.takes(','));
  return { kind: 'positional', values };
}

/** A range is a value only as an argument; elsewhere it is a test. */
function readArgument(scanner: Scanner): Node {
  return seesRange(scanner) ? readRange(scanner) : scanner.expression();
}

const ESCAPES: Readonly<Record<string, string>> = {
  n: '\n',
  r: '\r',
  t: '\t',
  b: '\b',
  f: '\f',
  "'": "'",
  '"': '"',
  '\\': '\\',
};

/** Anything else behind a backslash stays as it is: it is part of a regular expression. */
function unescaped(text: string): string {
  return text.replace(/\\([nrtbf'"\\])/g, (_, letter: string) => ESCAPES[letter] ?? letter);
}
