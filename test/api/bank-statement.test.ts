import { describe, expect, it } from '@jest/globals';
import { readBankStatement } from '../../api/bank-statement.js';

const AT = '2026-01-05T09:00:00Z';
const transaction = (id: string, status: string, amount: string) => `
  <TxInfAndSts><OrgnlEndToEndId>${id}</OrgnlEndToEndId><TxSts>${status}</TxSts>
    <OrgnlTxRef><Amt><InstdAmt Ccy="CNY">${amount}</InstdAmt></Amt></OrgnlTxRef></TxInfAndSts>`;
const statusReport = (...transactions: string[]) => `<?xml version="1.0" encoding="UTF-8"?>
  <Document xmlns="urn:iso:std:iso:20022:tech:xsd:pain.002.001.10"><CstmrPmtStsRpt>
  <GrpHdr><MsgId>1</MsgId><CreDtTm>${AT}</CreDtTm></GrpHdr>
  <OrgnlGrpInfAndSts><OrgnlMsgId>M</OrgnlMsgId><OrgnlMsgNmId>pain.001.001.09</OrgnlMsgNmId></OrgnlGrpInfAndSts>
  <OrgnlPmtInfAndSts><OrgnlPmtInfId>M</OrgnlPmtInfId>${transactions.join('')}</OrgnlPmtInfAndSts></CstmrPmtStsRpt></Document>`;

describe('a statement of the bank that is sent to the API (R-60)', () => {
  it('is read, amounts as text', () => {
    expect(readBankStatement(statusReport(transaction('P1', 'ACSC', '909353.16')))).toEqual([
      { endToEndId: 'P1', amountYuan: '909353.16', status: 'paid', reason: null },
    ]);
  });

  it.each([
    ['text that is no XML', 'endToEndId;amount\nP1;10.00', /银行回单有误，未导入：第1行：不是 XML/],
    [
      'a file cut off in the middle',
      statusReport(transaction('P1', 'ACSC', '1.00')).slice(0, -40),
      /第7行：标记不完整.*重新下载/,
    ],
    ['a report in which nothing is final', statusReport(transaction('P1', 'PDNG', '1.00')), /没有找到付款结果/],
    ['an amount of half a fen', statusReport(transaction('P1', 'ACSC', '1.005')), /<InstdAmt> 须为大于 0/],
  ])('is refused when it is %s', (_case, xml, message) => {
    expect(() => readBankStatement(xml)).toThrow(message);
  });
});
