import type { Json } from '../commands/requests.js';
import { isExactNumber } from '../feel/index.js';
import { DEEPEST_VARIABLE, LARGEST_VARIABLE } from '../model/limits.js';

export interface Measure {
  /** Characters of the value when it is written out; Infinity when there are more than may be. */
  readonly size: number;
  /** Lists and objects inside one another; Infinity when there are more than may be. */
  readonly levels: number;
  /** Values that had to be looked at. */
  readonly looked: number;
}

/** Values of more parts than these are remembered: mappings pass large ones on, and put them into others. */
const FEW_PARTS = 64;

/** Quotation marks and the comma of a text. */
const FRAME = 3;

const TOO_DEEP = 2 * DEEPEST_VARIABLE;

const known = new WeakMap<object, Pick<Measure, 'size' | 'levels'>>();

/** How large a value is; it stops looking beyond the limits. */
export function measure(value: Json): Measure {
  const measuring = new Measuring();
  const levels = measuring.levelsOf(value, 0);
  const { size, looked } = measuring;
  return {
    size: size > LARGEST_VARIABLE ? Infinity : size,
    levels: levels > DEEPEST_VARIABLE ? Infinity : levels,
    looked,
  };
}

class Measuring {
  size = 0;
  looked = 0;

  levelsOf(value: Json, depth: number): number {
    this.looked += 1;
    if (typeof value !== 'object' || value === null) {
      this.size += sizeOf(value);
      return 0;
    }
    if (isExactNumber(value)) {
      this.size += String(value).length;
      return 0;
    }
    const measured = known.get(value);
    if (measured !== undefined) {
      this.size += measured.size;
      return measured.levels;
    }
    if (depth >= DEEPEST_VARIABLE) return TOO_DEEP;
    const [size, looked] = [this.size, this.looked];
    const levels = 1 + this.#deepestIn(value, depth + 1);
    const isWhole = this.size <= LARGEST_VARIABLE && levels < TOO_DEEP;
    if (isWhole && this.looked - looked >= FEW_PARTS) known.set(value, { size: this.size - size, levels });
    return levels;
  }

  #deepestIn(value: readonly Json[] | Readonly<Record<string, Json>>, depth: number): number {
    this.size += 2;
    let levels = 0;
    if (Array.isArray(value)) {
      for (const item of value as readonly Json[]) {
        if (this.size > LARGEST_VARIABLE) break;
        const inside = this.levelsOf(item, depth);
        if (inside > levels) levels = inside;
      }
      return levels;
    }
    for (const [name, member] of Object.entries(value)) {
      if (this.size > LARGEST_VARIABLE) break;
      this.size += name.length + FRAME + 1;
      const inside = this.levelsOf(member, depth);
      if (inside > levels) levels = inside;
    }
    return levels;
  }
}

/** Characters of a value with its comma, at least: what it costs to write a number to the letter is not worth it. */
function sizeOf(value: string | number | boolean | null): number {
  if (typeof value === 'string') return value.length + FRAME;
  if (typeof value !== 'number') return 5;
  const [size, positive] = value < 0 ? [3, -value] : [2, value];
  if (positive < 10) return size;
  if (positive < 1_000) return size + (positive < 100 ? 1 : 2);
  if (positive < 1_000_000) return size + (positive < 10_000 ? 3 : positive < 100_000 ? 4 : 5);
  return size + 6;
}
