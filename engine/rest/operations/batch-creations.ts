import { z } from 'zod';
import type { CreateBatchRequest } from '../../commands/requests.js';
import { hasCriteria, searchable } from '../../search/index.js';
import type { Searchable } from '../../search/index.js';
import { migrateBody } from '../instance-changes.js';
import { defineOperation, ok, param } from '../operation.js';
import type { Operation } from '../operation.js';
import { notFound } from '../problems.js';
import { name, operationReference } from '../schemas.js';

/** What is found by. Nothing at all would mean everything there is, and is refused. */
const criteria = (what: Searchable) =>
  what.filterSchema.refine((given) => hasCriteria(what, given), 'expected at least one criterion');

const filter = criteria(searchable.processInstances);

const moveInstructions = z.array(z.object({ sourceElementId: name, targetElementId: name })).min(1);

type Plan = Pick<CreateBatchRequest, 'filter' | 'migration' | 'moves'>;

/** The same operation on everything that the filter finds. */
function batch<Body extends z.ZodType>(
  id: string,
  path: string,
  batchOperationType: CreateBatchRequest['batchOperationType'],
  body: Body,
  planOf: (body: z.output<Body>) => Plan,
): Operation {
  return defineOperation({
    id,
    method: 'post',
    path,
    permission: 'operate',
    body,
    handle: async (call, { engine }) => {
      const plan = planOf(call.body as z.output<Body>);
      const { actor, user } = call;
      return ok(await engine.createBatchOperation({ batchOperationType, username: user?.username, actor, ...plan }));
    },
  });
}

const byFilter = z.object({ filter, operationReference });
const onlyFilter = (body: Pick<Plan, 'filter'>): Plan => ({ filter: body.filter });

export const batchCreationOperations: readonly Operation[] = [
  batch(
    'cancelProcessInstancesBatchOperation',
    '/process-instances/cancellation',
    'CANCEL_PROCESS_INSTANCE',
    byFilter,
    onlyFilter,
  ),
  batch(
    'deleteProcessInstancesBatchOperation',
    '/process-instances/deletion',
    'DELETE_PROCESS_INSTANCE',
    byFilter,
    onlyFilter,
  ),
  batch(
    'resolveIncidentsBatchOperation',
    '/process-instances/incident-resolution',
    'RESOLVE_INCIDENT',
    byFilter,
    onlyFilter,
  ),
  batch(
    'deleteDecisionInstancesBatchOperation',
    '/decision-instances/deletion',
    'DELETE_DECISION_INSTANCE',
    z.object({ filter: criteria(searchable.decisionInstances), operationReference }),
    onlyFilter,
  ),
  batch(
    'migrateProcessInstancesBatchOperation',
    '/process-instances/migration',
    'MIGRATE_PROCESS_INSTANCE',
    z.object({ filter, migrationPlan: migrateBody, operationReference }),
    (body) => ({ filter: body.filter, migration: body.migrationPlan }),
  ),
  batch(
    'modifyProcessInstancesBatchOperation',
    '/process-instances/modification',
    'MODIFY_PROCESS_INSTANCE',
    z.object({ filter, moveInstructions, operationReference }),
    (body) => ({ filter: body.filter, moves: body.moveInstructions }),
  ),
  defineOperation({
    id: 'resolveProcessInstanceIncidents',
    method: 'post',
    path: '/process-instances/:processInstanceKey/incident-resolution',
    permission: 'operate',
    handle: async (call, { engine, search }) => {
      const within = param(call, 'processInstanceKey');
      if ((await search.find(searchable.processInstances, within)) === undefined)
        throw notFound(`Process instance with key '${within}' not found`);
      const { actor, user } = call;
      const plan = { batchOperationType: 'RESOLVE_INCIDENT', filter: {}, within } as const;
      return ok(await engine.createBatchOperation({ ...plan, username: user?.username, actor }));
    },
  }),
];
