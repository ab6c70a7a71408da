import { elementsAt, fenOfText, textAt } from './elements.js';
import { checkedMessage } from './message-shape.js';
import { PAIN_001 } from './messages.js';
import { readXml, XmlFault } from './read-xml.js';

/** What a file of orders has to come to. Money in fen. */
export interface OrderedTotal {
  readonly transfers: number;
  readonly totalFen: bigint;
}

/**
 * A file of orders as it goes to the bank: of the declared shape to its last element, counts and sums those of its
 * transfers and of what was ordered, and no order twice. Throws an XmlFault otherwise; such a file is not sent.
 */
export function checkOrderFile(xml: string, { transfers, totalFen }: OrderedTotal): void {
  const document = readXml(xml);
  checkedMessage(document, [PAIN_001]);
  const orders = elementsAt(document, 'CstmrCdtTrfInitn', 'PmtInf', 'CdtTrfTxInf');
  const sum = orders.reduce((total, order) => total + fenOfText(textAt(order, 'Amt', 'InstdAmt')), 0n);
  const heads = [
    ...elementsAt(document, 'CstmrCdtTrfInitn', 'GrpHdr'),
    ...elementsAt(document, 'CstmrCdtTrfInitn', 'PmtInf'),
  ];
  if (orders.length !== transfers || sum !== totalFen) {
    throw new XmlFault('付款文件的笔数或合计与放行的清单不符', document.line);
  }
  for (const head of heads) {
    if (textAt(head, 'NbOfTxs') !== transfers.toString() || fenOfText(textAt(head, 'CtrlSum')) !== totalFen) {
      throw new XmlFault(`<${head.name}> 的笔数或合计与明细不符`, head.line);
    }
  }
  const seen = new Set<string>();
  for (const order of orders) {
    const id = textAt(order, 'PmtId', 'EndToEndId');
    if (seen.has(id)) throw new XmlFault(`付款指令 ${id} 重复`, order.line);
    seen.add(id);
  }
}
