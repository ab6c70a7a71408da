import { EvaluationFailure } from '../feel-error.js';
import { builtin } from './builtin.js';
import type { BuiltinTable, Outcome } from './builtin.js';
import type { Run } from '../run.js';
import type { FeelValue } from '../values/value.js';

function assert(_: Run, value: FeelValue = null, condition: FeelValue = null, cause: FeelValue = null): Outcome {
  if (condition === true) return value;
  throw new AssertionFailure(typeof cause === 'string' ? cause : 'The condition is not fulfilled');
}

/** A condition of `assert` that is not fulfilled; the evaluation fails with it. */
export class AssertionFailure extends EvaluationFailure {}

/** Tells integrations what an AI fills in; here it is the value itself. */
const fromAi = (parameters: string) => builtin(parameters, (_, value = null) => value);

export const booleanFunctions: BuiltinTable = {
  not: [builtin('negand', (_, negand) => (typeof negand === 'boolean' ? !negand : null))],
  'is defined': [builtin('value', (_, value) => value !== null)],
  'get or else': [builtin('value, default', (_, value = null, otherwise = null) => value ?? otherwise)],
  assert: [builtin('value, condition', assert), builtin('value, condition, cause', assert)],
  fromAi: [
    fromAi('value'),
    fromAi('value, description'),
    fromAi('value, description, type'),
    fromAi('value, description, type, schema'),
    fromAi('value, description, type, schema, options'),
  ],
};
