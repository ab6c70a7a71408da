import { searchable } from '../../search/index.js';
import { defineOperation, ok, param } from '../operation.js';
import type { Operation } from '../operation.js';
import { getOperation, searchOperation } from './search-operation.js';

/** What known users have done (`User.isAudited`); jobs are not told of. */
export const auditLogOperations: readonly Operation[] = [
  searchOperation('searchAuditLogs', '/audit-logs/search', searchable.auditLogs),
  getOperation('getAuditLog', '/audit-logs/:auditLogKey', searchable.auditLogs, 'Audit log'),
  defineOperation({
    id: 'searchUserTaskAuditLogs',
    method: 'post',
    path: '/user-tasks/:userTaskKey/audit-logs/search',
    permission: 'read',
    body: searchable.userTaskAuditLogs.request,
    handle: async (call, { search }) => {
      const value = param(call, 'userTaskKey');
      const ofTask = { sql: (bound: string) => `t.user_task_key = ${bound}`, value, type: 'bigint' };
      return ok(await search.search(searchable.userTaskAuditLogs, call.body, ofTask));
    },
  }),
];
