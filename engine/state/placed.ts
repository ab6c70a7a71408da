import type { Json } from '../commands/requests.js';

/** The value put at the path, the other members of the objects on the way kept. */
export function placed(base: Json, path: readonly string[], value: Json): Json {
  const [name, ...rest] = path;
  if (name === undefined) return value;
  const members = typeof base === 'object' && base !== null && !Array.isArray(base) ? base : {};
  const member = Object.hasOwn(members, name) ? (members[name] ?? null) : null;
  return { ...members, [name]: placed(member, rest, value) };
}
