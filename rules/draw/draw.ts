import { sha256 } from './sha256.js';

/** One drawn id and the number that gave it its place: SHA-256 of seed, colon and id. */
export interface Drawn {
  readonly id: string;
  readonly proof: string;
}

/**
 * 摇号 order: every id gets SHA-256(`seed:id`), the smallest number comes first. The same seed always gives the same
 * order, in whatever order the ids are handed in, and everybody can check it. Throws where an id occurs twice.
 */
export function drawOrder(ids: readonly string[], seed: string): Drawn[] {
  if (new Set(ids).size < ids.length) throw new RangeError('Nobody takes part in a draw twice');
  return ids
    .map((id) => ({ id, proof: sha256(`${seed}:${id}`) }))
    .sort((one, other) => (one.proof < other.proof ? -1 : 1));
}
