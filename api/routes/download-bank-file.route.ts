import { bankFileOf } from '../../db/repositories/bank.repository.js';
import { getPaymentList } from '../../db/repositories/payment-lists.repository.js';
import { ApiError } from '../api-error.js';
import { idParams } from '../contract/index.js';
import { defineRoute } from '../define-route.js';
import { caseReadBy } from '../read-by.js';

/** 下载银行文件: the pain.001 file last sent for a list, for whoever carries it to the bank and its answer back. */
export const downloadBankFileRoute = defineRoute({
  method: 'get',
  path: '/payment-lists/:id/bank-file',
  access: 'import-bank-statement',
  summary: '下载银行付款文件（pain.001 XML）',
  params: idParams,
  handle: async ({ params, caller }, { db }) => {
    const { list, content } = await db.transaction(async (tx) => {
      const { list: found } = await getPaymentList(tx, params.id);
      await caseReadBy(tx, caller, { kind: 'payment-list', id: params.id });
      return { list: found, content: await bankFileOf(tx, params.id) };
    });
    if (content === null) throw new ApiError('NOT_FOUND', '此清单尚未发送银行，还没有付款文件。');
    const name = `${list.number}-${String(list.version)}.xml`;
    return { status: 200, file: { name, mediaType: 'application/xml', bytes: Buffer.from(content, 'utf8') } };
  },
});
