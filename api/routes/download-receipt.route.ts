import { issueReceipt } from '../../db/repositories/receipts.repository.js';
import { defineRoute } from '../define-route.js';

/** 档案回执: what a household keeps, to prove later that nobody has changed its file. */
export const downloadReceiptRoute = defineRoute({
  method: 'get',
  path: '/my-case/receipt',
  access: 'household',
  summary: '下载本户的档案回执',
  handle: async ({ caller }, { db }) => {
    const { caseNumber, bytes } = await db.transaction((tx) => issueReceipt(tx, caller.householdId));
    return { status: 200, file: { name: `档案回执-${caseNumber}.pdf`, mediaType: 'application/pdf', bytes } };
  },
});
