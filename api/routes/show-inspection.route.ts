import { NotFoundError } from '../../db/errors.js';
import { organisationOf } from '../../db/repositories/accounts.repository.js';
import { inspectionRowOf as readRow } from '../../db/repositories/inspections.repository.js';
import { idParams, inspectionView } from '../contract/index.js';
import { defineRoute } from '../define-route.js';
import { inspectionSections } from '../present/inspection-sheet.js';
import { inspectionRowOf } from '../present/inspection.js';
import { documentsSection, trailSection } from '../present/sheet.js';

/** 一次检查: what was examined and found, how it was put right; to the firm only once it is recorded. */
export const showInspectionRoute = defineRoute({
  method: 'get',
  path: '/inspections/:id',
  access: 'read-case',
  summary: '一次检查的记录、问题、整改、复查和处理',
  params: idParams,
  answer: inspectionView,
  handle: async ({ params: { id }, caller }, { db }) =>
    db.transaction(async (tx) => {
      const row = await readRow(tx, id);
      const early = row.side === 'outside' && (row.state === 'to-assign' || row.state === 'to-record');
      if (early && (await organisationOf(tx, caller.accountId))?.kind === 'firm')
        throw new NotFoundError('inspection', id);
      const sections = [
        ...(await inspectionSections(tx, id)),
        ...(await documentsSection(tx, id)),
        await trailSection(tx, id),
      ];
      return { status: 200 as const, body: { row: inspectionRowOf(row, await tx.today()), sections } };
    }),
});
