import { z } from 'zod';
import { defineOperation, ok } from '../operation.js';
import type { Operation } from '../operation.js';
import { optionalVariables, tenantId } from '../schemas.js';

export const expressionOperations: readonly Operation[] = [
  defineOperation({
    id: 'evaluateExpression',
    method: 'post',
    path: '/expression/evaluation',
    permission: 'operate',
    body: z.object({ expression: z.string().min(1), variables: optionalVariables, tenantId }),
    handle: ({ body }, { engine }) => {
      const { result, warnings } = engine.evaluateExpression(body);
      return ok({ expression: body.expression, result, warnings });
    },
  }),
];
