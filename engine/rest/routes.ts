import { invalidArgument } from './problems.js';

/** What a request leads to, and the texts that stand for the parameters of its path. */
export interface Found<Target> {
  readonly target: Target;
  readonly params: Readonly<Record<string, string>>;
}

interface Place<Target> {
  readonly named: Map<string, Place<Target>>;
  parameter: Place<Target> | null;
  /** By method. */
  readonly ends: Map<string, { readonly target: Target; readonly names: readonly string[] }>;
}

const newPlace = <Target>(): Place<Target> => ({ named: new Map(), parameter: null, ends: new Map() });

/**
 * Finds the target of a method and a path by walking its parts: what it costs does not depend on how many there are. A
 * written part goes before a parameter.
 */
export class Routes<Target> {
  readonly #root = newPlace<Target>();

  /** A part such as `:jobKey` is a parameter. */
  add(method: string, path: string, target: Target): void {
    const names: string[] = [];
    let place = this.#root;
    for (const part of partsOf(path)) {
      if (part.startsWith(':')) {
        names.push(part.slice(1));
        place.parameter ??= newPlace();
        place = place.parameter;
      } else {
        const next = place.named.get(part) ?? newPlace();
        place.named.set(part, next);
        place = next;
      }
    }
    place.ends.set(method.toUpperCase(), { target, names });
  }

  find(method: string, path: string): Found<Target> | undefined {
    const values: string[] = [];
    const end = search(this.#root, partsOf(path), 0, method, values);
    if (end === undefined) return undefined;
    const params: Record<string, string> = {};
    for (const [index, name] of end.names.entries()) params[name] = decoded(values[index] ?? '');
    return { target: end.target, params };
  }
}

function decoded(part: string): string {
  if (!part.includes('%')) return part;
  try {
    return decodeURIComponent(part);
  } catch {
    throw invalidArgument(`The path cannot be read: '${part}' is not percent-encoded UTF-8`);
  }
}

/** A slash at the end makes it another path. */
const partsOf = (path: string): string[] => path.slice(1).split('/');

function search<Target>(
  place: Place<Target>,
  parts: readonly string[],
  at: number,
  method: string,
  values: string[],
): { readonly target: Target; readonly names: readonly string[] } | undefined {
  const part = parts[at];
  if (part === undefined) return place.ends.get(method);
  const named = place.named.get(part);
  const found = named === undefined ? undefined : search(named, parts, at + 1, method, values);
  if (found !== undefined || place.parameter === null || part === '') return found;
  values.push(part);
  const behind = search(place.parameter, parts, at + 1, method, values);
  if (behind === undefined) values.pop();
  return behind;
}
