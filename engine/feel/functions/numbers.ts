import { round } from '../decimal.js';
import type { Rounding } from '../decimal.js';
import type { FunctionTable } from '../functions.js';

/** Rounding works on the decimal text of a number, not on its binary neighbour. */
function rounding(kind: Rounding): (n: unknown, scale: unknown) => number | null {
  return (n, scale) => {
    if (typeof n !== 'number' || (scale !== undefined && scale !== null && typeof scale !== 'number')) return null;
    return round(n, scale ?? 0, kind);
  };
}

export const numberFunctions: FunctionTable = {
  decimal: ['n, scale', rounding('half-even')],
  floor: ['n, scale', rounding('floor')],
  ceiling: ['n, scale', rounding('ceiling')],
  'round up': ['n, scale', rounding('up')],
  'round down': ['n, scale', rounding('down')],
  'round half up': ['n, scale', rounding('half-up')],
  'round half down': ['n, scale', rounding('half-down')],
};
