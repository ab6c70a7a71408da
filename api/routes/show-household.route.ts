import { mayReadCase } from '../authorize.js';
import { readCaseFile } from '../case-file.js';
import { ledgerOf, paymentsTo, projectOf } from '../case-surroundings.js';
import { caseView, idParams } from '../contract/index.js';
import { defineRoute } from '../define-route.js';
import { stageLine } from '../present/household.js';
import { noticeReference } from '../present/notice.js';
import { readBy } from '../read-by.js';

/** The case page: everything on one household, for staff. */
export const showHouseholdRoute = defineRoute({
  method: 'get',
  path: '/households/:id',
  access: 'read-case',
  summary: '一户的案件',
  params: idParams,
  answer: caseView,
  handle: async ({ params, caller }, { db }) => {
    mayReadCase(caller, params.id);
    const body = await db.transaction(async (tx) => {
      const file = await readCaseFile(tx, params.id);
      await readBy(tx, caller, params.id);
      return {
        ...file,
        project: projectOf(file.rows.project),
        stages: stageLine(file.rows.household.stage),
        notices: file.rows.notices.map(noticeReference),
        payments: await paymentsTo(tx, params.id, ['household', 'owner']),
        ledger: await ledgerOf(tx, file.rows.ledger),
      };
    });
    return { status: 200, body };
  },
});
