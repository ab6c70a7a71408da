import { getAgreement, signaturesOf } from '../../db/repositories/agreements.repository.js';
import { mayReadAgreement } from '../authorize.js';
import { agreement, idParams } from '../contract/index.js';
import { defineRoute } from '../define-route.js';
import { agreementOf } from '../present/agreement.js';
import { People } from '../present/people.js';
import { readBy } from '../read-by.js';

/** One version of an agreement, for its household and for staff who read cases. */
export const showAgreementRoute = defineRoute({
  method: 'get',
  path: '/agreements/:id',
  access: 'signed-in',
  summary: '一份协议',
  params: idParams,
  answer: agreement,
  handle: async ({ params, caller }, { db }) => {
    const body = await db.transaction(async (tx) => {
      const found = await getAgreement(tx, params.id);
      mayReadAgreement(caller, found.householdId);
      await readBy(tx, caller, found.householdId);
      const signatures = await signaturesOf(tx, found.id);
      const staff = signatures.filter(({ party }) => party !== 'household' && party !== 'owner');
      const people = await People.of(
        tx,
        staff.map(({ personId }) => personId),
      );
      return agreementOf(people, signatures)(found);
    });
    return { status: 200, body };
  },
});
