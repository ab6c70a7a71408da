import { z } from 'zod';
import type { User } from '../../gateway/authentication.js';
import { ANY } from '../../identity/permissions.js';
import { searchable } from '../../search/index.js';
import { defineOperation, filled, noContent, ok, param } from '../operation.js';
import type { Operation } from '../operation.js';
import {
  adHocElement,
  count,
  dateTimeOrEmpty,
  duration,
  name,
  nameOrEmpty,
  names,
  operationReference,
  optionalBody,
  optionalVariables,
  tenantIds,
  texts,
  waiting,
} from '../schemas.js';
import { searchOperation } from './search-operation.js';

const activationBody = z.object({
  type: name,
  worker: nameOrEmpty.nullish(),
  timeout: duration.min(1),
  maxJobsToActivate: count.min(1),
  fetchVariable: texts.nullish(),
  requestTimeout: waiting.nullish(),
  tenantIds: tenantIds.nullish(),
});

const completionBody = z.object({
  variables: optionalVariables,
  result: z
    .object({
      type: z.enum(['userTask', 'adHocSubProcess']).nullish(),
      denied: z.boolean().nullish(),
      deniedReason: z.string().nullish(),
      corrections: z
        .object({
          assignee: nameOrEmpty.nullish(),
          dueDate: dateTimeOrEmpty.nullish(),
          followUpDate: dateTimeOrEmpty.nullish(),
          candidateUsers: names.nullish(),
          candidateGroups: names.nullish(),
          priority: z.int().min(0).max(100).nullish(),
        })
        .nullish(),
      activateElements: z.array(adHocElement).nullish(),
      isCompletionConditionFulfilled: z.boolean().nullish(),
      isCancelRemainingInstances: z.boolean().nullish(),
    })
    .nullish(),
});

/** The processes of which the user may work on jobs; undefined: of all. */
function processesOf(user: User | undefined): readonly string[] | undefined {
  const ids = user?.rights?.idsFor('PROCESS_DEFINITION', 'UPDATE_PROCESS_INSTANCE');
  return ids === undefined || ids.has(ANY) ? undefined : [...ids];
}

export const jobOperations: readonly Operation[] = [
  defineOperation({
    id: 'activateJobs',
    method: 'post',
    path: '/jobs/activation',
    permission: 'operate',
    body: activationBody,
    handle: async ({ body, user, gone }, { engine }) => {
      const jobs = await engine.activateJobs(
        {
          type: body.type,
          worker: body.worker ?? undefined,
          timeout: body.timeout,
          maxJobsToActivate: body.maxJobsToActivate,
          fetchVariable: filled(body.fetchVariable),
          requestTimeout: body.requestTimeout ?? undefined,
          processDefinitionIds: processesOf(user),
        },
        gone,
      );
      return ok({ jobs: jobs.map((job) => ({ ...job, tenantId: '<default>' })) });
    },
  }),
  defineOperation({
    id: 'completeJob',
    method: 'post',
    path: '/jobs/:jobKey/completion',
    permission: 'operate',
    body: optionalBody(completionBody),
    handle: async (call, { engine }) => {
      const { variables, result } = call.body;
      await engine.completeJob({
        jobKey: param(call, 'jobKey'),
        variables,
        result: result && { ...result, type: result.type ?? undefined },
      });
      return noContent;
    },
  }),
  defineOperation({
    id: 'failJob',
    method: 'post',
    path: '/jobs/:jobKey/failure',
    permission: 'operate',
    body: optionalBody(
      z.object({
        retries: count.nullish(),
        errorMessage: z.string().nullish(),
        retryBackOff: duration.nullish(),
        variables: optionalVariables,
      }),
    ),
    handle: async (call, { engine }) => {
      const { retries, errorMessage, retryBackOff, variables } = call.body;
      await engine.failJob({
        jobKey: param(call, 'jobKey'),
        retries: retries ?? undefined,
        errorMessage: errorMessage ?? undefined,
        retryBackOff: retryBackOff ?? undefined,
        variables,
      });
      return noContent;
    },
  }),
  defineOperation({
    id: 'throwJobError',
    method: 'post',
    path: '/jobs/:jobKey/error',
    permission: 'operate',
    body: z.object({
      errorCode: name,
      errorMessage: z.string().nullish(),
      variables: optionalVariables,
    }),
    handle: async (call, { engine }) => {
      await engine.throwJobError({ jobKey: param(call, 'jobKey'), ...call.body });
      return noContent;
    },
  }),
  defineOperation({
    id: 'updateJob',
    method: 'patch',
    path: '/jobs/:jobKey',
    permission: 'operate',
    body: z.object({
      changeset: z
        .object({ retries: count.min(1).nullish(), timeout: duration.min(1).nullish() })
        .refine(
          ({ retries, timeout }) => retries != null || timeout != null,
          'expected at least one of retries, timeout',
        ),
      operationReference,
    }),
    handle: async (call, { engine }) => {
      await engine.updateJob({ jobKey: param(call, 'jobKey'), ...call.body.changeset });
      return noContent;
    },
  }),
  searchOperation('searchJobs', '/jobs/search', searchable.jobs),
];
