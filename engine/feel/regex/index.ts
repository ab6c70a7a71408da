import type { Run } from '../run.js';
import { readFlags } from './flags.js';
import { Matcher, isPairAt } from './matcher.js';
import type { Slots } from './matcher.js';
import { parsePattern } from './parse.js';
import { PatternError } from './pattern-error.js';
import { compilePattern } from './program.js';
import type { Program } from './program.js';

const CACHE_SIZE = 500;
/** Longer patterns are not worth keeping. */
const LONGEST_KEPT = 1_000;
const LONGEST_PATTERN = 10_000;
const cache = new Map<string, Program>();

function programOf(run: Run, pattern: string, flags: string): Program {
  const key = `${flags}/${pattern}`;
  const known = cache.get(key);
  if (known !== undefined) return known;
  if (pattern.length > LONGEST_PATTERN) {
    throw new PatternError(pattern, `it has more than ${LONGEST_PATTERN.toLocaleString('en')} characters`);
  }
  run.spend(pattern.length);
  const program = compilePattern(pattern, parsePattern(pattern, readFlags(flags)));
  run.spend(program.instructions.length >> 2);
  if (pattern.length <= LONGEST_KEPT) {
    if (cache.size >= CACHE_SIZE) cache.clear();
    cache.set(key, program);
  }
  return program;
}

/** Is there a match anywhere in the text? All of these throw a PatternError for a pattern that is none. */
export function matches(run: Run, text: string, pattern: string, flags: string): boolean {
  return new Matcher(programOf(run, pattern, flags), run.text(text), run).find(0) !== null;
}

/** All matches from left to right; behind an empty one the search goes on one character further. */
function* allMatches(run: Run, text: string, program: Program): Generator<Slots> {
  const matcher = new Matcher(program, run.text(text), run);
  for (let from = 0; from <= text.length;) {
    const slots = matcher.find(from);
    if (slots === null) return;
    yield slots;
    const [start = 0, end = 0] = slots;
    from = end > start ? end : end + (isPairAt(text, end) ? 2 : 1);
  }
}

/** In the replacement `$1` and `${name}` are groups of the match, and a backslash takes the meaning from what follows. */
export function replace(run: Run, text: string, pattern: string, replacement: string, flags: string): string {
  const program = programOf(run, pattern, flags);
  let parts: readonly (string | number)[] | undefined;
  let [result, at] = ['', 0];
  for (const slots of allMatches(run, text, program)) {
    // A wrong replacement is none only where something is replaced.
    parts ??= readReplacement(pattern, replacement, program);
    const [start = 0, end = 0] = slots;
    const inserted = parts.map((part) => (typeof part === 'string' ? part : groupOf(text, slots, part))).join('');
    result = run.text(result + text.slice(at, start) + inserted);
    at = end;
  }
  return run.text(result + text.slice(at));
}

function groupOf(text: string, slots: Slots, group: number): string {
  const [start = -1, end = -1] = slots.slice(2 * group, 2 * group + 2);
  return start < 0 || end < 0 ? '' : text.slice(start, end);
}

const REPLACEMENT_PART = /\\([\s\S])|\$(\d)(\d*)|\$\{([A-Za-z][A-Za-z0-9]*)\}|[^\\$]+|[\s\S]/g;

/** Texts, and numbers of groups; further digits belong to the number only when there is such a group. */
function readReplacement(pattern: string, replacement: string, { groups, names }: Program): (string | number)[] {
  return [...replacement.matchAll(REPLACEMENT_PART)].flatMap(([whole, escaped, digit, more = '', name]) => {
    if (escaped !== undefined) return [escaped];
    if (name !== undefined) return [known(pattern, names.get(name), name)];
    if (digit === undefined) {
      if (whole === '$' || whole === '\\')
        throw new PatternError(pattern, 'illegal group reference in the replacement');
      return [whole];
    }
    let length = more.length;
    while (length > 0 && Number(digit + more.slice(0, length)) > groups) length -= 1;
    const group = Number(digit + more.slice(0, length));
    return [known(pattern, group <= groups ? group : undefined, String(group)), more.slice(length)];
  });
}

function known(pattern: string, group: number | undefined, name: string): number {
  if (group === undefined) throw new PatternError(pattern, `the replacement names a group ${name} that is not there`);
  return group;
}

/** An empty match at the beginning splits nothing off. */
export function split(run: Run, text: string, pattern: string): string[] {
  const parts: string[] = [];
  let at = 0;
  for (const [start = 0, end = 0] of allMatches(run, text, programOf(run, pattern, ''))) {
    if (end === 0) continue;
    run.spend(1);
    parts.push(text.slice(at, start));
    at = end;
  }
  return [...parts, text.slice(at)];
}

export function extract(run: Run, text: string, pattern: string): string[] {
  const found: string[] = [];
  for (const [start = 0, end = 0] of allMatches(run, text, programOf(run, pattern, ''))) {
    run.spend(1);
    found.push(text.slice(start, end));
  }
  return found;
}
