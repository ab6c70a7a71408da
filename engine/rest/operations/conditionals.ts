import { z } from 'zod';
import { defineOperation, ok } from '../operation.js';
import type { Operation } from '../operation.js';
import { key, tenantId, variables } from '../schemas.js';

export const conditionalOperations: readonly Operation[] = [
  defineOperation({
    id: 'evaluateConditionals',
    method: 'post',
    path: '/conditionals/evaluation',
    permission: 'operate',
    body: z.object({ processDefinitionKey: key.nullish(), variables, tenantId }),
    handle: async ({ body }, { engine }) => {
      const reply = await engine.evaluateConditionals({
        processDefinitionKey: body.processDefinitionKey ?? undefined,
        variables: body.variables,
      });
      return ok({ ...reply, tenantId: '<default>' });
    },
  }),
];
