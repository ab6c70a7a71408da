import { elementsAt, fenOfText, textAt } from './elements.js';
import { checkedMessage } from './message-shape.js';
import { CAMT_053, CAMT_054, PAIN_002 } from './messages.js';
import { readXml, XmlFault } from './read-xml.js';
import type { XmlElement } from './read-xml.js';

/** What the bank says about one payment order; `amountYuan` as it wrote it. */
export interface StatedReceipt {
  readonly endToEndId: string;
  readonly amountYuan: string;
  readonly status: 'paid' | 'failed';
  readonly reason: string | null;
  /** Whose account was credited, where the bank says so. */
  readonly payeeAccount?: string;
  /** Booked on the account, so that twice is two bookings; a status may be reported twice. */
  readonly booked?: true;
  /** The money had arrived and came back. */
  readonly returned?: true;
}

const FINAL: Readonly<Record<string, StatedReceipt['status']>> = { ACSC: 'paid', ACCC: 'paid', RJCT: 'failed' };

/**
 * Reads the bank's answer: a status report (pain.002: settled or rejected, what is pending says nothing yet), or the
 * entries booked on the account (camt.053, camt.054). It is checked to its last element before anything of it counts.
 */
export function readStatement(xml: string): StatedReceipt[] {
  const document = readXml(xml);
  const shape = checkedMessage(document, [PAIN_002, CAMT_053, CAMT_054]);
  if (shape === PAIN_002) {
    return elementsAt(document, 'CstmrPmtStsRpt', 'OrgnlPmtInfAndSts', 'TxInfAndSts').flatMap(fromStatus);
  }
  const [parent, part] = shape === CAMT_053 ? ['BkToCstmrStmt', 'Stmt'] : ['BkToCstmrDbtCdtNtfctn', 'Ntfctn'];
  return elementsAt(document, parent, part, 'Ntry').flatMap(fromEntry);
}

function fromStatus(transaction: XmlElement): StatedReceipt[] {
  const status = FINAL[textAt(transaction, 'TxSts')];
  if (status === undefined) return [];
  return [
    {
      endToEndId: textAt(transaction, 'OrgnlEndToEndId'),
      amountYuan: textAt(transaction, 'OrgnlTxRef', 'Amt', 'InstdAmt'),
      status,
      reason: reasonOf(transaction, 'StsRsnInf'),
      ...payeeOf(transaction, 'OrgnlTxRef'),
    },
  ];
}

/** Only what is booked has happened. A debit left the account; a credit with a return or reversal came back to it. */
function fromEntry(entry: XmlElement): StatedReceipt[] {
  if (textAt(entry, 'Sts', 'Cd') !== 'BOOK') return [];
  const details = elementsAt(entry, 'NtryDtls', 'TxDtls');
  const sum = details.reduce((total, detail) => total + fenIn(detail), 0n);
  if (details.length > 0 && sum !== fenIn(entry)) {
    throw new XmlFault('<Ntry> 的金额与其明细 <TxDtls> 的合计不符', entry.line);
  }
  const reversed = textAt(entry, 'RvslInd') === 'true';
  return (details.length > 0 ? details : [entry]).map((detail) => {
    const cameBack = reversed || elementsAt(detail, 'RtrInf').length > 0;
    const isCredit = textAt(detail, 'CdtDbtInd') === 'CRDT';
    return {
      endToEndId: referenceOf(detail, entry),
      amountYuan: textAt(detail, 'Amt'),
      status: isCredit ? 'failed' : 'paid',
      reason: reasonOf(detail, 'RtrInf'),
      ...payeeOf(detail, 'RltdPties'),
      booked: true,
      ...(isCredit && cameBack ? { returned: true } : {}),
    };
  });
}

const fenIn = (element: XmlElement): bigint => fenOfText(textAt(element, 'Amt'));

/** Which order it was of; where the bank names none, its own reference of the booking. */
function referenceOf(detail: XmlElement, entry: XmlElement): string {
  const references = [
    textAt(detail, 'Refs', 'EndToEndId').replace(/^NOTPROVIDED$/, ''),
    textAt(detail, 'Refs', 'AcctSvcrRef'),
    textAt(entry, 'AcctSvcrRef'),
    textAt(entry, 'NtryRef'),
  ];
  return references.find((reference) => reference !== '') ?? '无参考号';
}

function payeeOf(transaction: XmlElement, where: string): { payeeAccount?: string } {
  const payeeAccount = textAt(transaction, where, 'CdtrAcct', 'Id', 'Othr', 'Id');
  return payeeAccount === '' ? {} : { payeeAccount };
}

function reasonOf(transaction: XmlElement, where: string): string | null {
  const [given] = elementsAt(transaction, where);
  if (given === undefined) return null;
  const words = elementsAt(given, 'Rsn').flatMap(({ children }) => children);
  return (
    [...words, ...elementsAt(given, 'AddtlInf')]
      .map(({ text }) => text)
      .join(' ')
      .slice(0, 140) || null
  );
}
