export { aiParameters } from './ai-parameters.js';
export { isExpression, parseExpression } from './expression.js';
export type { CompiledExpression, Evaluation, FeelVariables } from './expression.js';
export { FeelError } from './feel-error.js';
export { feelType } from './feel-type.js';
export { parseUnaryTests } from './unary-tests.js';
export type { CompiledUnaryTests } from './unary-tests.js';
export { toJson } from './values.js';
