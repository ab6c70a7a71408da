import { organisationOf } from '../../db/repositories/accounts.repository.js';
import type { Transaction } from '../../db/transaction.js';
import { staffOverview } from '../contract/index.js';
import { defineRoute } from '../define-route.js';
import { staffOverviewOf } from '../present/staff.js';

const candidatesOf = (tx: Transaction, firmId: string): Promise<{ accountId: string; displayName: string }[]> =>
  tx.query(
    `SELECT id AS "accountId", display_name AS "displayName" FROM account WHERE organisation_id = $1 AND active
       AND NOT EXISTS (SELECT FROM staff_member WHERE account_id = account.id AND outcome IS DISTINCT FROM 'refused')
     ORDER BY display_name`,
    [firmId],
  );

/** 人员: certificates, training, pairs, ties; a firm sees its own people only. */
export const listStaffRoute = defineRoute({
  method: 'get',
  path: '/staff',
  access: 'read-staff',
  summary: '人员：上岗证、培训学时、搭档轮换、利害关系申报、对外培训',
  answer: staffOverview,
  handle: async ({ caller }, { db }) =>
    db.transaction(async (tx) => {
      const own = await organisationOf(tx, caller.accountId);
      const firmId = own?.kind === 'firm' ? own.id : null;
      const proposes = firmId !== null && caller.roles.includes('staff-manager');
      const candidates = proposes ? await candidatesOf(tx, firmId) : [];
      return { status: 200 as const, body: { ...(await staffOverviewOf(tx, firmId)), candidates } };
    }),
});
