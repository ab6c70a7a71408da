import { recordAct } from '../../db/repositories/acts.repository.js';
import { proposeStaff } from '../../db/repositories/staff-members.repository.js';
import { created, staffProposalBody } from '../contract/index.js';
import { defineRoute } from '../define-route.js';

/** 推荐录用: opens the admission of a person; whoever proposes assesses and decides nothing of it. */
export const proposeStaffRoute = defineRoute({
  method: 'post',
  path: '/staff',
  access: 'propose-staff',
  summary: '推荐录用一名人员，开启录用办理',
  body: staffProposalBody,
  answer: created,
  handle: async ({ body, caller }, { db }) => {
    const id = await db.transaction(async (tx) => {
      const memberId = await proposeStaff(tx, body, caller.accountId);
      await recordAct(tx, { act: 'propose-staff', caseId: memberId, personId: caller.accountId });
      return memberId;
    });
    return { status: 201, body: { id } };
  },
});
