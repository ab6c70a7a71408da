import { agreementFile } from '../../db/repositories/agreements.repository.js';
import { mayReadAgreement } from '../authorize.js';
import { idParams } from '../contract/index.js';
import { defineRoute } from '../define-route.js';
import { readBy } from '../read-by.js';

/** The agreement as it is signed, byte for byte, for its household and for staff who read cases. */
export const downloadAgreementRoute = defineRoute({
  method: 'get',
  path: '/agreements/:id/file',
  access: 'signed-in',
  summary: '下载协议文件',
  params: idParams,
  handle: async ({ params, caller }, { db }) => {
    const file = await db.transaction(async (tx) => {
      const { householdId, number, status, bytes } = await agreementFile(tx, params.id);
      mayReadAgreement(caller, householdId);
      await readBy(tx, caller, householdId);
      const name = `协议-${number}${status === 'superseded' ? '-已作废' : ''}.pdf`;
      return { name, mediaType: 'application/pdf', bytes };
    });
    return { status: 200, file };
  },
});
