import { NotFoundError, refusal } from '../../db/errors.js';
import { organisationOf } from '../../db/repositories/accounts.repository.js';
import { recordOutreach } from '../../db/repositories/staff-figures.repository.js';
import { created, outreachBody } from '../contract/index.js';
import { defineRoute } from '../define-route.js';

/** 登记对街镇、村居的培训: policy publicity, guidance and dispute resolution beyond the firm's own staff. */
export const recordOutreachRoute = defineRoute({
  method: 'post',
  path: '/outreach-trainings',
  access: 'record-outreach',
  summary: '登记一次对街镇、村居委人员的培训',
  body: outreachBody,
  answer: created,
  handle: async ({ body, caller }, { db }) => {
    const id = await db.transaction(async (tx) => {
      const own = await organisationOf(tx, caller.accountId);
      if (own === undefined) throw new NotFoundError('organisation', caller.accountId);
      if (body.heldOn > (await tx.today())) {
        throw refusal('FIELD_OUT_OF_RANGE', '培训日期在今天以后，请改正', 'R-66', 'heldOn');
      }
      return recordOutreach(tx, own.id, body, caller.accountId);
    });
    return { status: 201, body: { id } };
  },
});
