import { listInspections } from '../../db/repositories/inspections.repository.js';
import { organisationOf } from '../../db/repositories/accounts.repository.js';
import { inspectionPage, inspectionQuery } from '../contract/index.js';
import { defineRoute } from '../define-route.js';
import { inspectionRowOf } from '../present/inspection.js';

/** 检查台账: open ones first; a firm sees an outside inspection only once it is recorded. */
export const listInspectionsRoute = defineRoute({
  method: 'get',
  path: '/inspections',
  access: 'read-case',
  summary: '检查台账：未办结的在前，含发现的问题数与当前期限',
  query: inspectionQuery,
  answer: inspectionPage,
  handle: async ({ query: { page, pageSize, projectId }, caller }, { db }) =>
    db.transaction(async (tx) => {
      const forFirm = (await organisationOf(tx, caller.accountId))?.kind === 'firm';
      const filter = { projectId: projectId ?? null, forFirm, page, pageSize };
      const { items, total } = await listInspections(tx, filter);
      const today = await tx.today();
      const rows = items.map((row) => inspectionRowOf(row, today));
      return { status: 200 as const, body: { items: rows, page, pageSize, total } };
    }),
});
