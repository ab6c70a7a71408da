import { describe, expect, it } from '@jest/globals';
import { readBankStatement } from '../../api/bank-statement.js';

const transaction = (id: string, status: string, amount: string, reason = '') => `
  <TxInfAndSts><OrgnlEndToEndId>${id}</OrgnlEndToEndId><TxSts>${status}</TxSts>${reason}
    <OrgnlTxRef><Amt><InstdAmt Ccy="CNY">${amount}</InstdAmt></Amt></OrgnlTxRef></TxInfAndSts>`;
const statusReport = (...transactions: string[]) => `<?xml version="1.0" encoding="UTF-8"?>
  <Document xmlns="urn:iso:std:iso:20022:tech:xsd:pain.002.001.10"><CstmrPmtStsRpt><GrpHdr><MsgId>1</MsgId></GrpHdr>
  <OrgnlPmtInfAndSts>${transactions.join('')}</OrgnlPmtInfAndSts></CstmrPmtStsRpt></Document>`;
const REJECTED = '<StsRsnInf><Rsn><Cd>AC01</Cd></Rsn><AddtlInf>账号不存在</AddtlInf></StsRsnInf>';

describe('a statement of the bank', () => {
  it('reads paid and rejected payments of a pain.002, amounts as text', () => {
    const xml = statusReport(
      transaction('P1', 'ACSC', '909353.16'),
      transaction('P2', 'RJCT', '0.10', REJECTED),
      transaction('P3', 'PDNG', '1.00'),
    );
    expect(readBankStatement(xml)).toEqual([
      { endToEndId: 'P1', amountYuan: '909353.16', status: 'paid', reason: null },
      { endToEndId: 'P2', amountYuan: '0.10', status: 'failed', reason: 'AC01 账号不存在' },
    ]);
  });

  it('reads debits and returned payments of a camt.054, with or without a name space prefix', () => {
    const entry = (sign: string, id: string, more = '') => `<c:Ntry><c:CdtDbtInd>${sign}</c:CdtDbtInd><c:NtryDtls>
      <c:TxDtls><c:Refs><c:EndToEndId>${id}</c:EndToEndId></c:Refs><c:Amt Ccy="CNY">10.00</c:Amt>${more}</c:TxDtls>
      </c:NtryDtls></c:Ntry>`;
    const returned = '<c:RtrInf><c:Rsn><c:Cd>AC04</c:Cd></c:Rsn></c:RtrInf>';
    const xml = `<c:Document xmlns:c="urn:x"><c:BkToCstmrDbtCdtNtfctn><c:Ntfctn>${entry('DBIT', 'P1')}${entry('CRDT', 'P2', returned)}
      </c:Ntfctn></c:BkToCstmrDbtCdtNtfctn></c:Document>`;
    expect(readBankStatement(xml)).toEqual([
      { endToEndId: 'P1', amountYuan: '10.00', status: 'paid', reason: null },
      { endToEndId: 'P2', amountYuan: '10.00', status: 'failed', reason: 'AC04' },
    ]);
  });

  it.each([
    ['text that is no XML', 'endToEndId;amount\nP1;10.00'],
    ['a file cut off in the middle', statusReport(transaction('P1', 'ACSC', '1.00')).slice(0, -40)],
    ['another kind of message', '<Document><CstmrCdtTrfInitn/></Document>'],
    ['a report in which nothing is final', statusReport(transaction('P1', 'PDNG', '1.00'))],
    [
      'a file that declares entities',
      `<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]>${statusReport(transaction('&x;', 'ACSC', '1.00')).slice(40)}`,
    ],
  ])('refuses %s', (_case, xml) => {
    expect(() => readBankStatement(xml)).toThrow(/回单|付款结果/);
  });
});
