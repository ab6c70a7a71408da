import { Rejection } from '../commands/rejection.js';

/** Deeper nesting than this is nobody's data. */
const MAX_DEPTH = 200;
/** Longest name or key of anything, in UTF-16 units: an index entry of PostgreSQL holds two of them (2,704 bytes). */
export const MAX_NAME_LENGTH = 400;

/**
 * Refuses what PostgreSQL cannot keep (the character U+0000, half a surrogate pair, an overlong name): met only when the
 * changes of many callers are committed together, it would fail the commands of them all.
 */
export function requireStorable(body: unknown): void {
  visit(body, null, 0);
}

/** Where a value stands: the name of the member, and what that is a member of. */
interface Path {
  readonly name: string;
  readonly outer: Path | null;
}

function visit(value: unknown, path: Path | null, depth: number): void {
  if (depth > MAX_DEPTH) throw refused(`request body: expected at most ${String(MAX_DEPTH)} levels`);
  if (typeof value === 'string') {
    requireText(value, path);
  } else if (value instanceof Uint8Array) {
    return; // a file: whoever reads it says what it may contain
  } else if (Array.isArray(value)) {
    for (const item of value) visit(item, path, depth + 1);
  } else if (typeof value === 'object' && value !== null) {
    for (const name of Object.keys(value)) {
      requireName(name, path);
      const member = (value as Readonly<Record<string, unknown>>)[name];
      visit(member, depth < 3 ? { name, outer: path } : path, depth + 1);
    }
  }
}

function requireText(text: string, path: Path | null): void {
  if (!text.includes('\0') && text.isWellFormed()) return;
  throw refused(`${shown(path)}: expected text without U+0000 and half surrogate pairs`);
}

function requireName(name: string, path: Path | null): void {
  requireText(name, path);
  if (name === '__proto__') throw refused(`${shown(path)}: expected no member of the name '__proto__'`);
  if (name.length <= MAX_NAME_LENGTH) return;
  const limit = `names of at most ${String(MAX_NAME_LENGTH)} characters`;
  throw refused(`${shown(path)}: expected ${limit}, got one of ${String(name.length)}`);
}

function shown(path: Path | null): string {
  const names: string[] = [];
  for (let part = path; part !== null; part = part.outer) names.unshift(part.name);
  return names.join('.') || 'request body';
}

const refused = (reason: string): Rejection => new Rejection('INVALID_ARGUMENT', reason);
