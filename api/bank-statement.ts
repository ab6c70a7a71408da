import { readStatement } from '../rules/bank/read-statement.js';
import type { StatedReceipt } from '../rules/bank/read-statement.js';
import { XmlFault } from '../rules/bank/read-xml.js';
import { ApiError } from './api-error.js';

export type { StatedReceipt };

const unreadable = (message: string): ApiError =>
  new ApiError('BODY_INVALID', message, [{ code: 'FIELD_INVALID', message, clauses: ['R-60'], path: 'body' }]);

/** Reads a bank's answer (pain.002, camt.053, camt.054); 400 with element and line when it is not of their shape. */
export function readBankStatement(xml: string): StatedReceipt[] {
  let receipts: StatedReceipt[];
  try {
    receipts = readStatement(xml);
  } catch (error) {
    if (error instanceof XmlFault) throw unreadable(`银行回单有误，未导入：${error.message}。请向银行重新下载。`);
    throw error;
  }
  if (receipts.length === 0) throw unreadable('没有找到付款结果，回单中还没有最终结果，请待银行办结后重新下载。');
  return receipts;
}
