import type { Json } from '../commands/requests.js';
import { isExactNumber } from '../feel/index.js';

/** The value put at the path, the other members of the objects on the way kept. */
export function placed(base: Json, path: readonly string[], value: Json): Json {
  const [name, ...rest] = path;
  if (name === undefined) return value;
  const members = isObject(base) ? base : {};
  const member = Object.hasOwn(members, name) ? (members[name] ?? null) : null;
  return { ...members, [name]: placed(member, rest, value) };
}

function isObject(value: Json): value is Record<string, Json> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !isExactNumber(value);
}
