import { unaryTest } from 'feelin';
import { atTime } from './evaluation-time.js';
import { operatorHelpers } from './helpers.js';
import { VARIABLES, rewrite } from './rewrite.js';

/** Does the value pass the tests of a decision table cell? null where FEEL cannot say. Throws a FeelError on bad text. */
export function evaluateUnaryTests(
  text: string,
  value: unknown,
  variables: Readonly<Record<string, unknown>>,
  now: number,
): boolean | null {
  if (text.trim() === '-') return true;
  const rewritten = rewrite(text, 'unary tests', []);
  const context = { ...variables, ...operatorHelpers, ...rewritten.helpers, [VARIABLES]: variables, '?': value };
  return atTime(now, () => unaryTest(rewritten.text, context, 'camunda').value);
}
