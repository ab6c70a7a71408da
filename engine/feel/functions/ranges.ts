import { EvaluationFailure } from '../feel-error.js';
import { compare } from '../values/compare.js';
import { describe } from '../values/text.js';
import { FeelRange } from '../values/value.js';
import type { FeelValue } from '../values/value.js';
import { builtin } from './builtin.js';
import type { Builtin, BuiltinTable, Outcome } from './builtin.js';

/** A point is a range from itself to itself. */
function asRange(value: FeelValue): FeelRange {
  return value instanceof FeelRange ? value : new FeelRange(value, value, true, true);
}

/** Below 0, 0 or above 0; the bounds were compared before. */
function order(left: FeelValue, right: FeelValue): number {
  return compare(left, right) ?? 0;
}

type Relation = (a: FeelRange, b: FeelRange) => boolean;
type Shape = 'point' | 'range';

/** The shapes of the two arguments that the relation exists for, with their parameter names. */
function relation(shapes: readonly (readonly [Shape, Shape])[], holds: Relation): readonly Builtin[] {
  const run = (_: unknown, a: FeelValue = null, b: FeelValue = null): Outcome => {
    const known = shapes.some(([first, second]) => shapeOf(a) === first && shapeOf(b) === second);
    const [left, right] = [asRange(a), asRange(b)];
    // Texts have no points in between.
    if (typeof left.start === 'string' || compare(left.start, right.start) === null) return undefined;
    if (!known) throw new EvaluationFailure(`expected other ranges than ${describe(a)} and ${describe(b)}`);
    return holds(left, right);
  };
  return shapes.map(([first, second]) => builtin(namesOf(first, second), run));
}

function shapeOf(value: FeelValue): Shape {
  return value instanceof FeelRange ? 'range' : 'point';
}

function namesOf(first: Shape, second: Shape): string {
  return first === second ? `${first}1, ${second}2` : `${first}, ${second}`;
}

const isBefore: Relation = (a, b) => {
  const distance = order(a.end, b.start);
  return distance < 0 || (distance === 0 && !(a.endClosed && b.startClosed));
};

/** a ends where b begins, and the point belongs to both. */
const meets: Relation = (a, b) => a.endClosed && b.startClosed && order(a.end, b.start) === 0;

const overlaps: Relation = (a, b) => !isBefore(a, b) && !isBefore(b, a);

/** Does a begin before b, or together with it? */
const beginsFirst: Relation = (a, b) => {
  const distance = order(a.start, b.start);
  return distance < 0 || (distance === 0 && (a.startClosed || !b.startClosed));
};

const endsLast: Relation = (a, b) => {
  const distance = order(a.end, b.end);
  return distance > 0 || (distance === 0 && (a.endClosed || !b.endClosed));
};

const sameStart: Relation = (a, b) => a.startClosed === b.startClosed && order(a.start, b.start) === 0;
const sameEnd: Relation = (a, b) => a.endClosed === b.endClosed && order(a.end, b.end) === 0;

const overlapsBefore: Relation = (a, b) => !beginsFirst(b, a) && overlaps(a, b) && endsLast(b, a);
const includes: Relation = (a, b) => beginsFirst(a, b) && endsLast(a, b);
const finishes: Relation = (a, b) => sameEnd(a, b) && beginsFirst(b, a);
const starts: Relation = (a, b) => sameStart(a, b) && endsLast(b, a);

const mirrored =
  (holds: Relation): Relation =>
  (a, b) =>
    holds(b, a);

const POINTS = ['point', 'point'] as const;
const POINT_RANGE = ['point', 'range'] as const;
const RANGE_POINT = ['range', 'point'] as const;
const RANGES = ['range', 'range'] as const;

export const rangeFunctions: BuiltinTable = {
  before: relation([POINTS, POINT_RANGE, RANGE_POINT, RANGES], isBefore),
  after: relation([POINTS, POINT_RANGE, RANGE_POINT, RANGES], mirrored(isBefore)),
  meets: relation([RANGES], meets),
  'met by': relation([RANGES], mirrored(meets)),
  overlaps: relation([RANGES], overlaps),
  'overlaps before': relation([RANGES], overlapsBefore),
  'overlaps after': relation([RANGES], mirrored(overlapsBefore)),
  finishes: relation([POINT_RANGE, RANGES], finishes),
  'finished by': relation([RANGE_POINT, RANGES], mirrored(finishes)),
  includes: relation([RANGE_POINT, RANGES], includes),
  during: relation([POINT_RANGE, RANGES], mirrored(includes)),
  starts: relation([POINT_RANGE, RANGES], starts),
  'started by': relation([RANGE_POINT, RANGES], mirrored(starts)),
  coincides: relation([POINTS, RANGES], (a, b) => sameStart(a, b) && sameEnd(a, b)),
};
