import { allOf, anyOf, ignoringCase, not } from './characters.js';
import { readEscape } from './escapes.js';
import type { Flags } from './flags.js';
import type { Reader } from './reader.js';
import type { CharacterTest } from './tree.js';

const DEEPEST = 20;

/** `[a-z[0-9]&&[^x]]`: unions, and intersections of all that stand between `&&`. */
export function readClass(reader: Reader, flags: Flags, depth = 0): CharacterTest {
  if (depth > DEEPEST) throw reader.error('it has too many classes inside one another');
  if (!reader.takes('[')) throw reader.error('expected [');
  const negative = reader.takes('^');
  const parts: CharacterTest[] = [];
  let union: CharacterTest[] = [];
  for (let isFirst = true; ; isFirst = false) {
    reader.skip(flags);
    if (reader.isAtEnd) throw reader.error('unclosed character class');
    if (!isFirst && reader.takes(']')) break;
    if (reader.takes('&&')) {
      if (union.length > 0) parts.push(anyOf(...union));
      union = [];
    } else union.push(readMember(reader, flags, depth));
  }
  if (union.length > 0) parts.push(anyOf(...union));
  const test = parts.length === 1 ? (parts[0] ?? allOf()) : allOf(...parts);
  return negative ? not(test) : test;
}

/** The case of letters is ignored member by member: `[^a]` has neither `a` nor `A` then. */
function readMember(reader: Reader, flags: Flags, depth: number): CharacterTest {
  if (reader.sees('[')) return readClass(reader, flags, depth + 1);
  const test = readCharacters(reader);
  return flags.i ? ignoringCase(test, flags.u) : test;
}

function readCharacters(reader: Reader): CharacterTest {
  const from = readOne(reader);
  if (typeof from !== 'number') return from;
  const isRange = reader.sees('-') && !reader.sees('-]') && !reader.sees('-[') && !reader.sees('-&&');
  if (!isRange) return (code) => code === from;
  reader.takes('-');
  const to = readOne(reader);
  if (typeof to !== 'number' || to < from) throw reader.error('illegal character range');
  return (code) => code >= from && code <= to;
}

function readOne(reader: Reader): number | CharacterTest {
  if (reader.sees('\\')) return readEscape(reader);
  return reader.next().codePointAt(0) ?? 0;
}
