import { z } from 'zod';
import { count, dateTimeOrEmpty, name, nameOrEmpty, names } from '../../gateway/fields.js';
import { unaryCall } from '../call.js';
import type { GrpcCall } from '../call.js';
import { jsonVariables, key, milliseconds } from '../fields.js';

const nameList = z.object({ values: names }).transform(({ values }) => values);

const result = z.object({
  type: z.enum(['userTask', 'adHocSubProcess']).optional(),
  denied: z.boolean().optional(),
  deniedReason: z.string().optional(),
  corrections: z
    .object({
      assignee: nameOrEmpty.optional(),
      dueDate: dateTimeOrEmpty.optional(),
      followUpDate: dateTimeOrEmpty.optional(),
      candidateUsers: nameList.optional(),
      candidateGroups: nameList.optional(),
      priority: z.int().min(0).max(100).optional(),
    })
    .optional(),
  activateElements: z.array(z.object({ elementId: name, variables: jsonVariables })),
  isCompletionConditionFulfilled: z.boolean().optional(),
  isCancelRemainingInstances: z.boolean().optional(),
});

export const jobCalls: readonly GrpcCall[] = [
  unaryCall({
    name: 'CompleteJob',
    permission: 'operate',
    request: z.object({ jobKey: key, variables: jsonVariables, result: result.optional() }),
    handle: async ({ request }, engine) => {
      await engine.completeJob(request);
      return {};
    },
  }),
  unaryCall({
    name: 'FailJob',
    permission: 'operate',
    request: z.object({
      jobKey: key,
      retries: count,
      errorMessage: z.string(),
      retryBackOff: milliseconds,
      variables: jsonVariables,
    }),
    handle: async ({ request }, engine) => {
      await engine.failJob(request);
      return {};
    },
  }),
  unaryCall({
    name: 'ThrowError',
    permission: 'operate',
    // An empty code is caught by an event without one.
    request: z.object({ jobKey: key, errorCode: nameOrEmpty, errorMessage: z.string(), variables: jsonVariables }),
    handle: async ({ request }, engine) => {
      await engine.throwJobError(request);
      return {};
    },
  }),
  unaryCall({
    name: 'UpdateJobRetries',
    permission: 'operate',
    request: z.object({ jobKey: key, retries: count }),
    handle: async ({ request }, engine) => {
      await engine.updateJob(request);
      return {};
    },
  }),
  unaryCall({
    name: 'UpdateJobTimeout',
    permission: 'operate',
    request: z.object({ jobKey: key, timeout: milliseconds.pipe(z.number().min(1)) }),
    handle: async ({ request }, engine) => {
      await engine.updateJob(request);
      return {};
    },
  }),
];
