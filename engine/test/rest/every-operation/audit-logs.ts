import { expect } from '@jest/globals';
import { userTask } from '../../core/diagram.js';
import { AT_ONCE } from '../rest-server.js';
import type { RestServer } from '../rest-server.js';
import { only, startedWith, startedWithJob } from './scenario.js';
import type { Scenarios } from './scenario.js';

/** Nobody signs in here: the engine is told who asks. */
async function assignedBy(server: RestServer, actor: string) {
  const { processInstanceKey } = await startedWith(server, `audit-${actor}`, 'do', userTask('do'));
  const task = only((await server.client.searchUserTasks({ filter: { processInstanceKey } }, AT_ONCE)).items);
  await server.engine.assignUserTask({ userTaskKey: task.userTaskKey, assignee: 'me', actor });
  return task;
}

const assignment = { operationType: 'ASSIGN', category: 'USER_TASKS', result: 'SUCCESS', relatedEntityKey: 'me' };

export const auditLogScenarios: Scenarios = {
  searchAuditLogs: async (server) => {
    const { processInstanceKey } = await startedWithJob(server, 'audit-search');
    const actor = 'searched';
    await server.engine.setVariables({ elementInstanceKey: processInstanceKey, variables: { a: 1, b: 2 }, actor });
    await server.engine.cancelInstance({ processInstanceKey, actor });
    const entries = await server.client.searchAuditLogs(
      { filter: { actorId: actor }, sort: [{ field: 'auditLogKey' }] },
      AT_ONCE,
    );
    expect(entries.items.map(({ entityType, operationType }) => [entityType, operationType])).toEqual([
      ['VARIABLE', 'CREATE'],
      ['VARIABLE', 'CREATE'],
      ['PROCESS_INSTANCE', 'CANCEL'],
    ]);
    const cancelled = await server.client.searchAuditLogs(
      { filter: { processInstanceKey, operationType: 'CANCEL', actorType: { $in: ['USER'] } } },
      AT_ONCE,
    );
    expect(only(cancelled.items)).toEqual(entries.items[2]);
  },
  getAuditLog: async (server) => {
    const { userTaskKey } = await assignedBy(server, 'getter');
    const entry = only((await server.client.searchAuditLogs({ filter: { userTaskKey } }, AT_ONCE)).items);
    expect(entry).toMatchObject({ ...assignment, actorId: 'getter', entityKey: userTaskKey });
    const { auditLogKey } = entry;
    expect(await server.client.getAuditLog({ auditLogKey }, AT_ONCE)).toEqual(entry);
    const none = server.client.getAuditLog({ auditLogKey: '1' as never }, AT_ONCE);
    await expect(none).rejects.toMatchObject({ status: 404 });
  },
  searchUserTaskAuditLogs: async (server) => {
    const { userTaskKey } = await assignedBy(server, 'clerk');
    await assignedBy(server, 'elsewhere');
    await server.engine.completeUserTask({ userTaskKey, actor: 'clerk' });
    const sort = [{ field: 'timestamp' as const }, { field: 'auditLogKey' as const }];
    const entries = await server.client.searchUserTaskAuditLogs({ userTaskKey, sort }, AT_ONCE);
    expect(entries.items).toMatchObject([assignment, { operationType: 'COMPLETE', actorId: 'clerk' }]);
    const filter = { operationType: 'COMPLETE' as const };
    const completed = await server.client.searchUserTaskAuditLogs({ userTaskKey, filter }, AT_ONCE);
    expect(only(completed.items)).toEqual(entries.items[1]);
  },
};
