import { expect } from '@jest/globals';
import { whileNothingIsFound } from '../batches.js';
import { AT_ONCE } from '../rest-server.js';
import type { RestServer } from '../rest-server.js';
import { activatedJob, only, startedWithJob } from './scenario.js';
import type { Scenarios } from './scenario.js';

/** An instance, and the filter that finds it. */
async function started(server: RestServer, type: string) {
  const { processInstanceKey } = await startedWithJob(server, type);
  return { processInstanceKey, filter: { processInstanceKey } };
}

/** Once the operation has ended. */
async function result(server: RestServer, { batchOperationKey }: { readonly batchOperationKey: string }) {
  for (;;) {
    const found = await server.client.getBatchOperation({ batchOperationKey: batchOperationKey as never }, AT_ONCE);
    if (found.endDate !== null) return found;
  }
}

const DONE = { state: 'COMPLETED', operationsTotalCount: 1, operationsCompletedCount: 1, operationsFailedCount: 0 };

export const batchOperationScenarios: Scenarios = {
  cancelProcessInstancesBatchOperation: async (server) => {
    const { filter } = await started(server, 'batch-cancel');
    expect(await result(server, await server.client.cancelProcessInstancesBatchOperation({ filter }))).toMatchObject(
      DONE,
    );
  },
  deleteProcessInstancesBatchOperation: async (server) => {
    const { processInstanceKey, filter } = await started(server, 'batch-delete');
    await server.client.cancelProcessInstance({ processInstanceKey });
    expect(await result(server, await server.client.deleteProcessInstancesBatchOperation({ filter }))).toMatchObject(
      DONE,
    );
  },
  resolveIncidentsBatchOperation: async (server) => {
    const { jobKey, processInstanceKey } = await activatedJob(server, 'batch-resolve');
    await server.client.failJob({ jobKey, retries: 0 });
    const created = await server.client.resolveIncidentsBatchOperation({ filter: { processInstanceKey } });
    expect(await result(server, created)).toMatchObject(DONE);
  },
  resolveProcessInstanceIncidents: async (server) => {
    const { jobKey, processInstanceKey } = await activatedJob(server, 'resolve-of-instance');
    await server.client.failJob({ jobKey, retries: 0 });
    expect(
      await result(server, await server.client.resolveProcessInstanceIncidents({ processInstanceKey })),
    ).toMatchObject(DONE);
  },
  migrateProcessInstancesBatchOperation: async (server) => {
    const { filter } = await started(server, 'batch-migrate');
    const target = await startedWithJob(server, 'batch-migrated');
    const created = await server.client.migrateProcessInstancesBatchOperation({
      filter,
      migrationPlan: {
        targetProcessDefinitionKey: target.processDefinitionKey,
        mappingInstructions: [
          { sourceElementId: 'batch-migrate' as never, targetElementId: 'batch-migrated' as never },
        ],
      },
    });
    expect(await result(server, created)).toMatchObject(DONE);
  },
  modifyProcessInstancesBatchOperation: async (server) => {
    const { filter } = await started(server, 'batch-modify');
    const created = await server.client.modifyProcessInstancesBatchOperation({
      filter,
      moveInstructions: [{ sourceElementId: 'batch-modify' as never, targetElementId: 'e' as never }],
    });
    expect(await result(server, created)).toMatchObject(DONE);
  },
  deleteDecisionInstancesBatchOperation: async (server) => {
    const decision = `<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="batch_drg" name="batch_drg" namespace="n">
      <decision id="batch_decision" name="batch_decision"><variable name="v" />
        <literalExpression><text>1</text></literalExpression></decision></definitions>`;
    await server.deploy({ 'batch.dmn': decision });
    const decisionDefinitionId = 'batch_decision';
    await server.client.evaluateDecision({ decisionDefinitionId: decisionDefinitionId as never });
    const filter = { decisionDefinitionId: decisionDefinitionId as never };
    expect(await result(server, await server.client.deleteDecisionInstancesBatchOperation({ filter }))).toMatchObject(
      DONE,
    );
    expect((await server.client.searchDecisionInstances({ filter }, AT_ONCE)).items).toEqual([]);
  },
  searchBatchOperations: async (server) => {
    const { filter } = await started(server, 'batch-search');
    const { batchOperationKey } = await server.client.cancelProcessInstancesBatchOperation({ filter });
    const found = await server.client.searchBatchOperations({ filter: { batchOperationKey } }, AT_ONCE);
    expect(only(found.items)).toMatchObject({ batchOperationType: 'CANCEL_PROCESS_INSTANCE' });
  },
  getBatchOperation: async (server) => {
    const { filter } = await started(server, 'batch-get');
    const created = await server.client.cancelProcessInstancesBatchOperation({ filter });
    expect(await result(server, created)).toMatchObject({ ...created, errors: [] });
  },
  searchBatchOperationItems: async (server) => {
    const { processInstanceKey, filter } = await started(server, 'batch-items');
    const { batchOperationKey } = await server.client.cancelProcessInstancesBatchOperation({ filter });
    await result(server, { batchOperationKey });
    const found = await server.client.searchBatchOperationItems({ filter: { batchOperationKey } }, AT_ONCE);
    expect(only(found.items)).toMatchObject({ itemKey: processInstanceKey, processInstanceKey, state: 'COMPLETED' });
  },
  cancelBatchOperation: async (server) => {
    const { filter } = await started(server, 'batch-stop');
    const created = await whileNothingIsFound(server, async () => {
      const batch = await server.client.cancelProcessInstancesBatchOperation({ filter });
      await server.client.cancelBatchOperation(batch);
      return batch;
    });
    expect(await result(server, created)).toMatchObject({ state: 'CANCELED', operationsTotalCount: 0 });
  },
  suspendBatchOperation: async (server) => {
    const { filter } = await started(server, 'batch-suspend');
    const { batchOperationKey } = await whileNothingIsFound(server, async () => {
      const batch = await server.client.cancelProcessInstancesBatchOperation({ filter });
      await server.client.suspendBatchOperation(batch);
      return batch;
    });
    const found = await server.client.getBatchOperation({ batchOperationKey }, AT_ONCE);
    expect(found).toMatchObject({ state: 'SUSPENDED', endDate: null });
  },
  resumeBatchOperation: async (server) => {
    const { filter } = await started(server, 'batch-resume');
    const created = await whileNothingIsFound(server, async () => {
      const batch = await server.client.cancelProcessInstancesBatchOperation({ filter });
      await server.client.suspendBatchOperation(batch);
      return batch;
    });
    await server.client.resumeBatchOperation(created);
    expect(await result(server, created)).toMatchObject(DONE);
  },
};
