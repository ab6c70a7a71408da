import { temporalLiteral } from './compile/temporal-literal.js';
import { FROM_AI, toolCallPath } from './from-ai.js';
import { builtinFor } from './functions/index.js';
import { visit } from './syntax/mentions.js';
import { RESERVED } from './syntax/names.js';
import { parseExpression } from './syntax/parse.js';
import type { Arguments, Node, NodeOf } from './syntax/tree.js';
import { readTemporal } from './values/read-temporal.js';
import { toDouble, isNumber } from './values/number.js';
import { DaysDuration, readZoneName } from './values/temporal.js';

/**
 * What stands in the expression that Zeebe works out another way than this engine, or that gives null in both because
 * it is written wrong: a sentence each. The text has no leading '='. Throws a FeelError when it is no expression.
 */
export function differencesFromZeebe(text: string): readonly string[] {
  const root = parseExpression(text);
  const own = functionsOf(root);
  const found = new Set(temporalFaults(text));
  if (BETWEEN.test(text.replace(STRING, '""'))) found.add(CALL_AFTER_BETWEEN);
  visit(root, (node) => {
    for (const sentence of findings(node, own)) found.add(sentence);
  });
  return [...found];
}

function findings(node: Node, own: ReadonlySet<string>): readonly string[] {
  switch (node.kind) {
    case 'call':
      return callFindings(node, own);
    case 'in':
      return containsContext(node.test) ? [CONTEXTS_IN_LISTS] : [];
    case 'arithmetic':
      return node.rest.some(({ operator, operand }) => operator === '/' && isLongPart(node.first, operand))
        ? [LONG_QUOTIENT]
        : [];
    default:
      return [];
  }
}

const CALL_AFTER_BETWEEN =
  "'x between f(y) and z': Zeebe takes 'x between f' for the name of a function; write '(x) between …'";
const CONTEXTS_IN_LISTS = 'a context is looked for in a list: Zeebe does not always find it';
const LONG_QUOTIENT = 'a duration beyond 24 days divided by a number: Zeebe counts its milliseconds in 32 bits';

function callFindings(call: NodeOf<'call'>, own: ReadonlySet<string>): readonly string[] {
  const { name, base, arguments: given } = call;
  if (base !== null || own.has(name)) return [];
  if (temporalLiteral(call) === null) return [`${name}("${firstText(given)}") is null: no such value`];
  if (builtinFor(name, given) === undefined) return [`no function '${name}' takes ${asked(given)}: it gives null`];
  if (name === FROM_AI && toolCallPath(given) === null) return ["'fromAi' of anything but toolCall.name is null here"];
  if (ROUNDINGS.has(name) && given.kind === 'positional' && given.values.length === 1)
    return [`'${name}' with one argument is null in Zeebe; give the number of places, too`];
  if (MISNAMED.has(name) && given.kind === 'named' && given.values.has('scale'))
    return [`'${name}' has another name for 'scale' in Zeebe; give the arguments by position`];
  if (name === 'date and time' && unknownZone(given)) return [`'${firstText(given, 1)}' is no time zone here`];
  return name === 'list contains' && valuesOf(given).some(containsContext) ? [CONTEXTS_IN_LISTS] : [];
}

/** Documented with one argument, but known to Zeebe only with two. */
const ROUNDINGS: ReadonlySet<string> = new Set(['round up', 'round down', 'round half up', 'round half down']);
/** Their parameter `scale` is misspelled in Zeebe. */
const MISNAMED: ReadonlySet<string> = new Set(['floor', 'round half down']);

/** Names of the functions that contexts of the expression define. */
function functionsOf(root: Node): ReadonlySet<string> {
  const names = new Set<string>();
  visit(root, (node) => {
    if (node.kind !== 'context') return;
    for (const [name, value] of node.entries) if (value.kind === 'function') names.add(name);
  });
  return names;
}

function valuesOf(given: Arguments): readonly Node[] {
  return [...given.values.values()];
}

function firstText(given: Arguments, at = 0): string {
  const value = valuesOf(given)[at];
  return value?.kind === 'literal' && typeof value.value === 'string' ? value.value : '';
}

function asked(given: Arguments): string {
  return given.kind === 'named'
    ? `arguments named ${[...given.values.keys()].join(', ')}`
    : `${String(given.values.length)} arguments`;
}

function unknownZone(given: Arguments): boolean {
  const zone = firstText(given, 1);
  return zone !== '' && readZoneName(zone) === null;
}

/** A context that is written in the expression, not one of a variable. */
function containsContext(node: Node): boolean {
  if (node.kind === 'matches') return containsContext(node.value);
  return node.kind === 'context' || (node.kind === 'list' && node.items.some(containsContext));
}

const MOST_MILLISECONDS = 2 ** 31 - 1;

function isLongPart(first: Node, divisor: Node): boolean {
  const duration = first.kind === 'call' ? temporalLiteral(first) : first.kind === 'literal' ? first.value : null;
  if (!(duration instanceof DaysDuration) || isTemporal(divisor)) return false;
  const by = divisor.kind === 'literal' && isNumber(divisor.value) ? Math.abs(toDouble(divisor.value)) : 1;
  return Math.abs(duration.seconds) * 1000 > MOST_MILLISECONDS * by;
}

function isTemporal(node: Node): boolean {
  return node.kind === 'literal' ? !isNumber(node.value) : node.kind === 'call' && node.name === 'duration';
}

const STRING = /"(?:[^"\\]|\\[\s\S])*"/g;
const NAME = String.raw`(?!(?:${[...RESERVED].join('|')})\b)[\p{L}_$][\p{L}\p{N}_$]*`;
/** A name, and a call or a bracket behind `between`, with nothing but blanks in between. */
const BETWEEN = new RegExp(`${NAME} +between(?: +${NAME})* *\\(`, 'u');

/** Texts as wholes, so that an `@` inside of one is none. */
const TEMPORAL = /"(?:[^"\\]|\\[\s\S])*"|@\s*"((?:[^"\\]|\\[\s\S])*)"/g;

function temporalFaults(text: string): readonly string[] {
  return [...text.matchAll(TEMPORAL)].flatMap(([, value]) =>
    value === undefined || readTemporal(value) !== null ? [] : [`@"${value}" is null: no such value`],
  );
}
