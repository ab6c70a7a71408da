export { isExpression, parseExpression } from './expression.js';
export type { CompiledExpression, Evaluation } from './expression.js';
export { FeelError } from './feel-error.js';
export { evaluateUnaryTests } from './unary-tests.js';
