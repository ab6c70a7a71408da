import { FeelDate, FeelDateTime, FeelDuration, FeelTime, evaluate } from 'feelin';

export type ComparisonOperator = '=' | '!=' | '<' | '<=' | '>' | '>=';

type Test = (left: unknown, right: unknown) => boolean | null;

/** feelin's own operator. */
function operatorOfFeelin(operator: '=' | '<' | '>'): Test {
  const value = evaluate(`function(a, b) a ${operator} b`).value as { invoke(values: unknown[]): boolean | null };
  return (left, right) => value.invoke([left, right]);
}

const equals = operatorOfFeelin('=');
const less = operatorOfFeelin('<');
const greater = operatorOfFeelin('>');

/** FEEL's `=`: two instants written with different offsets are different, as in Zeebe; null: they cannot be compared. */
export const isEqual: Test = (left, right) => {
  if (left instanceof FeelDateTime && right instanceof FeelDateTime) return instantText(left) === instantText(right);
  return equals(left, right);
};

/** Ordering exists within one type only; null otherwise (feelin says false, which would look like an answer). */
function ordered(test: Test): Test {
  return (left, right) => (isOrderable(left) && typeOf(left) === typeOf(right) ? test(left, right) : null);
}

const isLess = ordered(less);
const isGreater = ordered(greater);

export const comparison: Readonly<Record<ComparisonOperator, Test>> = {
  '=': isEqual,
  '!=': (left, right) => negate(isEqual(left, right)),
  '<': isLess,
  '>': isGreater,
  '<=': (left, right) => either(isLess(left, right), () => isEqual(left, right)),
  '>=': (left, right) => either(isGreater(left, right), () => isEqual(left, right)),
};

function either(first: boolean | null, second: () => boolean | null): boolean | null {
  return first === false ? second() : first;
}

function negate(value: boolean | null): boolean | null {
  return value === null ? null : !value;
}

function instantText(value: FeelDateTime): string {
  return value.toString().replace(/[+-]00:00$/, 'Z');
}

function isOrderable(value: unknown): boolean {
  return typeof value === 'number' || typeof value === 'string' || typeof value === 'object';
}

function typeOf(value: unknown): unknown {
  if (value instanceof FeelDuration) return value.yearsMonths ? 'months' : 'days';
  return [FeelDate, FeelTime, FeelDateTime].find((type) => value instanceof type) ?? typeof value;
}
