import { describe, expect, it } from '@jest/globals';
import { checkOrderFile } from '../../../rules/bank/check-order-file.js';
import { writePain001 } from '../../../workers/bank/write-pain-001.js';

const transfer = (endToEndId: string, amountFen: bigint) => ({
  endToEndId,
  amountFen,
  payeeName: '住户甲 & 住户乙 <父子>',
  payeeAccount: '6222000000000001',
  remittance: '征收补偿款 BS-0001',
});
const file = writePain001({
  messageId: 'BS-付-001-1',
  createdAt: '2026-01-05T01:00:00.000Z',
  requestedOn: '2026-01-05',
  debtorName: '一号项目征收补偿专户',
  debtorAccount: 'SPECIAL-BS',
  transfers: [transfer('Pa', 100n), transfer('Pb', 90_935_316n)],
});
const ordered = { transfers: 2, totalFen: 90_935_416n };

describe('a file of orders before it goes to the bank (R-60)', () => {
  it('is sent when it is of the declared shape and comes to what was released', () => {
    expect(() => {
      checkOrderFile(file, ordered);
    }).not.toThrow();
  });

  it.each([
    ['one fen more than released', file, { ...ordered, totalFen: 90_935_417n }, /与放行的清单不符/],
    ['an order fewer', file, { ...ordered, transfers: 3 }, /与放行的清单不符/],
    ['a count of its own in the head', file.replace('<NbOfTxs>2', '<NbOfTxs>3'), ordered, /<GrpHdr> 的笔数/],
    ['the same order twice', file.replace(/>Pb</g, '>Pa<'), ordered, /付款指令 Pa 重复/],
    ['an account that is too long', file.replace('6222000000000001', '6'.repeat(35)), ordered, /<Id> 须为1 至 34/],
    ['no payee', file.replace(/<Cdtr>[\s\S]*?<\/Cdtr>/, ''), ordered, /缺少 <Cdtr>/],
    ['a payee without a name', file.replace(/<Nm>住户[^<]*<\/Nm>/, '<Nm/>'), ordered, /<Nm> 须为1 至 140/],
    ['no order at all', file.replace(/<CdtTrfTxInf>[\s\S]*<\/CdtTrfTxInf>/, ''), ordered, /缺少 <CdtTrfTxInf>/],
    ['two blocks', file.replace(/<PmtInf>[\s\S]*<\/PmtInf>/, '$&$&'), ordered, /<PmtInf> 重复/],
    ['a date that is none', file.replace('<Dt>2026-01-05', '<Dt>2026-13-05'), ordered, /<Dt> 须为日期/],
  ])('is not sent with %s', (_case, xml, total, message) => {
    expect(() => {
      checkOrderFile(xml, total);
    }).toThrow(message);
  });
});
