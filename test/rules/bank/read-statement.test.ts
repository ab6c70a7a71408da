import { describe, expect, it } from '@jest/globals';
import { readStatement } from '../../../rules/bank/read-statement.js';

const AT = '2026-01-05T09:00:00Z';
const transaction = (id: string, status: string, amount: string, reason = '') => `
  <TxInfAndSts><OrgnlEndToEndId>${id}</OrgnlEndToEndId><TxSts>${status}</TxSts>${reason}
    <OrgnlTxRef><Amt><InstdAmt Ccy="CNY">${amount}</InstdAmt></Amt></OrgnlTxRef></TxInfAndSts>`;
const statusReport = (...transactions: string[]) => `<?xml version="1.0" encoding="UTF-8"?>
  <Document xmlns="urn:iso:std:iso:20022:tech:xsd:pain.002.001.10"><CstmrPmtStsRpt>
  <GrpHdr><MsgId>1</MsgId><CreDtTm>${AT}</CreDtTm></GrpHdr>
  <OrgnlGrpInfAndSts><OrgnlMsgId>M</OrgnlMsgId><OrgnlMsgNmId>pain.001.001.09</OrgnlMsgNmId></OrgnlGrpInfAndSts>
  <OrgnlPmtInfAndSts><OrgnlPmtInfId>M</OrgnlPmtInfId>${transactions.join('')}</OrgnlPmtInfAndSts></CstmrPmtStsRpt></Document>`;
const REJECTED = '<StsRsnInf><Rsn><Cd>AC01</Cd></Rsn><AddtlInf>账号不存在</AddtlInf></StsRsnInf>';

/** An entry of the account with one transaction; `more` follows its amount and side. */
const entry = (sign: string, id: string, more = '', { amount = '10.00', status = 'BOOK', before = '' } = {}) => `
  <Ntry><Amt Ccy="CNY">${amount}</Amt><CdtDbtInd>${sign}</CdtDbtInd>${before}<Sts><Cd>${status}</Cd></Sts>
  <BkTxCd><Domn><Cd>PMNT</Cd><Fmly><Cd>ICDT</Cd><SubFmlyCd>DMCT</SubFmlyCd></Fmly></Domn></BkTxCd>
  <NtryDtls><TxDtls><Refs><EndToEndId>${id}</EndToEndId></Refs><Amt Ccy="CNY">10.00</Amt>
  <CdtDbtInd>${sign}</CdtDbtInd>${more}</TxDtls></NtryDtls></Ntry>`;
const account = '<Acct><Id><Othr><Id>SPECIAL-1</Id></Othr></Id></Acct>';
const header = `<GrpHdr><MsgId>1</MsgId><CreDtTm>${AT}</CreDtTm></GrpHdr>`;
const notification = (...entries: string[]) => `<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.054.001.08">
  <BkToCstmrDbtCdtNtfctn>${header}<Ntfctn><Id>1</Id>${account}${entries.join('')}</Ntfctn></BkToCstmrDbtCdtNtfctn></Document>`;
const statement = (...entries: string[]) => `<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08">
  <BkToCstmrStmt>${header}<Stmt><Id>1</Id>${account}<Bal><Tp><CdOrPrtry><Cd>CLBD</Cd></CdOrPrtry></Tp>
  <Amt Ccy="CNY">0.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><Dt><Dt>2026-01-05</Dt></Dt></Bal>${entries.join('')}</Stmt></BkToCstmrStmt></Document>`;
/** The same with a prefix at every element. */
const prefixed = (xml: string) => xml.replace(/<(\/?)(?=[A-Z])/g, '<$1c:').replace('xmlns=', 'xmlns:c=');
const RETURNED = '<RtrInf><Rsn><Cd>AC04</Cd></Rsn></RtrInf>';

describe('a statement of the bank (R-60)', () => {
  it('reads paid and rejected payments of a pain.002, amounts as text, and nothing that is pending', () => {
    const xml = statusReport(
      transaction('P1', 'ACSC', '909353.16'),
      transaction('P2', 'RJCT', '0.10', REJECTED),
      transaction('P3', 'PDNG', '1.00'),
    );
    expect(readStatement(xml)).toEqual([
      { endToEndId: 'P1', amountYuan: '909353.16', status: 'paid', reason: null },
      { endToEndId: 'P2', amountYuan: '0.10', status: 'failed', reason: 'AC01 账号不存在' },
    ]);
  });

  it.each([
    ['camt.054', notification],
    ['camt.053', statement],
    ['camt.054 with a name space prefix', (...entries: string[]) => prefixed(notification(...entries))],
  ])('reads debits and returned payments of a %s', (_name, of) => {
    const payee = '<RltdPties><CdtrAcct><Id><Othr><Id>6222</Id></Othr></Id></CdtrAcct></RltdPties>';
    const xml = of(
      entry('DBIT', 'P1', payee),
      entry('CRDT', 'P2', RETURNED),
      entry('CRDT', 'P3', '', { before: '<RvslInd>true</RvslInd>' }),
      entry('DBIT', 'P4', '', { status: 'PDNG' }),
      entry('CRDT', 'NOTPROVIDED').replace('</Sts>', '</Sts><AcctSvcrRef>B-7</AcctSvcrRef>'),
    );
    expect(readStatement(xml)).toEqual([
      { endToEndId: 'P1', amountYuan: '10.00', status: 'paid', reason: null, payeeAccount: '6222', booked: true },
      { endToEndId: 'P2', amountYuan: '10.00', status: 'failed', reason: 'AC04', booked: true, returned: true },
      { endToEndId: 'P3', amountYuan: '10.00', status: 'failed', reason: null, booked: true, returned: true },
      { endToEndId: 'B-7', amountYuan: '10.00', status: 'failed', reason: null, booked: true },
    ]);
  });

  it.each([
    ['text that is no XML', 'endToEndId;amount\nP1;10.00', /第1行：不是 XML/],
    ['a file cut off in the middle', statusReport(transaction('P1', 'ACSC', '1.00')).slice(0, -40), /第\d+行/],
    ['another kind of message', '<Document><CstmrCdtTrfInitn/></Document>', /pain\.002\.001\.10/],
    ['another version of the message', statusReport().replace('001.10', '001.03'), /不是本系统声明的报文/],
    [
      'an entry whose transactions come to another sum',
      notification(entry('DBIT', 'P1', '', { amount: '10.01' })),
      /合计/,
    ],
    [
      'an order without its id',
      statusReport(transaction('P1', 'ACSC', '1.00').replace(/<OrgnlEndToEndId>.*?<.OrgnlEndToEndId>/, '')),
      /缺少 <OrgnlEndToEndId>/,
    ],
    ['half a fen', statusReport(transaction('P1', 'ACSC', '1.005')), /第7行：<InstdAmt> 须为大于 0/],
    ['nothing at all as an amount', statusReport(transaction('P1', 'ACSC', '0.00')), /InstdAmt/],
    ['another currency', statusReport(transaction('P1', 'ACSC', '1.00')).replace('CNY', 'USD'), /属性 Ccy 须为CNY/],
    ['an element nobody declared', notification(entry('DBIT', 'P1', '<Evil>1</Evil>')), /不应有 <Evil>/],
    [
      'an element of another name space',
      prefixed(notification(entry('DBIT', 'P1')))
        .replace('c:Refs>', 'd:Refs>')
        .replace('/c:Refs', '/d:Refs'),
      /Refs/,
    ],
    ['words among the elements', notification('看这里'), /文字/],
    [
      'an attribute nobody declared',
      notification(entry('DBIT', 'P1')).replace('<Ntry>', "<Ntry x='1'>"),
      /不应有属性 x/,
    ],
    [
      'a report on its own orders twice',
      statusReport(transaction('P1', 'ACSC', '1.00')).replace(/<GrpHdr>.*<.GrpHdr>/, '$&$&'),
      /<GrpHdr> 重复/,
    ],
    [
      'an entry both booked and not',
      notification(entry('DBIT', 'P1')).replace('</Cd></Sts>', '</Cd><Prtry>X</Prtry></Sts>'),
      /<Sts> 须恰有|不应有 <Prtry>/,
    ],
    [
      'an entry of no state',
      notification(entry('DBIT', 'P1')).replace(/<Sts>.*<.Sts>/, '<Sts></Sts>'),
      /<Sts> 须恰有 <Cd> 或 <Prtry> 之一/,
    ],
    ['an attribute that is none', notification(entry('DBIT', 'P1')).replace('<Ntry>', '<Ntry x>'), /属性不合法/],
    ['an attribute twice', notification(entry('DBIT', 'P1')).replace('<Amt ', '<Amt Ccy="CNY" '), /属性 Ccy 重复/],
    ['words after its end', `${statusReport(transaction('P1', 'ACSC', '1.00'))}x`, /不是 XML/],
    ['nothing but a comment', '<!-- nothing -->', /不是 XML/],
    ['a second root', `${statusReport(transaction('P1', 'ACSC', '1.00'))}<Document/>`, /一个根元素/],
    ['a character that XML does not know', statusReport(transaction('&#0;', 'ACSC', '1.00')), /字符不合法/],
  ])('refuses %s', (_case, xml, message) => {
    expect(() => readStatement(xml)).toThrow(message);
  });

  it.each([
    [
      'an external entity',
      `<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]>${statusReport(transaction('&x;', 'ACSC', '1.00')).slice(40)}`,
    ],
    [
      'entities that grow without end',
      `<!DOCTYPE d [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>${statusReport().slice(40)}`,
    ],
    ['a document type in other letters', `<!doctype d>${statusReport().slice(40)}`],
    ['a style sheet', `<?xml-stylesheet href="x"?>${statusReport().slice(40)}`],
    ['text that hides its marks', statusReport(transaction('<![CDATA[P1]]>', 'ACSC', '1.00'))],
  ])('refuses %s before it reads anything', (_case, xml) => {
    expect(() => readStatement(xml)).toThrow(/不得含有文档类型、实体/);
  });

  it('refuses entities of its own and a tower of elements, at once', () => {
    expect(() => readStatement(statusReport(transaction('&x;', 'ACSC', '1.00')))).toThrow(/不认识的实体/);
    const started = performance.now();
    expect(() => readStatement(`<a>${'<b>'.repeat(1_000_000)}`)).toThrow(/嵌套过深/);
    expect(() => readStatement(`<a x="${'"\' '.repeat(100_000)}`)).toThrow(/^第1行/);
    expect(() => readStatement(`<a>${'<!--'.repeat(100_000)}`)).toThrow(/^第1行/);
    expect(performance.now() - started).toBeLessThan(2_000);
  });
});
