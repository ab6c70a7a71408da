import { encode } from 'uqr';
import type { CaseReceipt } from '../../ledger/receipt.js';
import { formatDate } from '../../rules/dates.js';
import { MARGIN, renderPaper, SMALL, writeLines } from './paper.js';

export interface ReceiptPaper extends Pick<CaseReceipt, 'head' | 'root' | 'at'> {
  readonly caseNumber: string;
  readonly project: string;
  /** Papers of the file bag: kind, name, SHA-256. */
  readonly papers: readonly { readonly kind: string; readonly name: string; readonly contentHash: string }[];
}

const QR_SIDE = 150;

/** 档案回执: a page that a household keeps, with what it says once more as a QR code. */
export function receiptPdf(paper: ReceiptPaper): Promise<Buffer> {
  const { caseNumber, head, root, at } = paper;
  const text = wordsOf(paper);
  const options = {
    ...{ title: `档案回执 ${caseNumber}`, at: new Date(at), text, textName: 'receipt.txt' },
    ...{ head: `户编号 ${caseNumber}`, foot: `日根 ${root.hash}` },
  };
  return renderPaper(options, (document) => {
    writeLines(document, text);
    drawCode(document, `${head.caseId} ${String(head.seq)} ${head.hash} ${root.day}=${root.hash}`);
  });
}

function wordsOf({ caseNumber, project, head, root, papers }: ReceiptPaper): string {
  return [
    '档案回执',
    `项目：${project}`,
    `户编号：${caseNumber}`,
    '',
    `截至${formatDate(root.day)}结束，本户案件的台账共有 ${String(head.seq)} 条记录。`,
    `最后一条记录的哈希：${head.hash}`,
    `当日日根（公示栏“账本日根”可查）：${root.hash}`,
    '',
    `件袋材料（${String(papers.length)} 份）：`,
    ...papers.map(({ kind, name, contentHash }) => `  ${kind}，${name}，SHA-256 ${contentHash}`),
    '',
    '请妥善保存本回执的电子文件。以后任何人改动、删去或补写此前的一条记录，记录的哈希就与本回执不同。',
    '核对办法：在公示栏的“核对”页面上传本回执；或取得账本副本，用上面的日根运行 npm run ledger:verify。',
  ].join('\n');
}

function drawCode(document: PDFKit.PDFDocument, content: string): void {
  const { data, size } = encode(content, { ecc: 'M', border: 0 });
  if (document.y + QR_SIDE + 40 > document.page.height - MARGIN) document.addPage();
  document.moveDown();
  const [left, top] = [MARGIN, document.y];
  const side = QR_SIDE / size;
  for (const [y, row] of data.entries()) {
    for (const [x, isDark] of row.entries()) {
      if (isDark) document.rect(left + x * side, top + y * side, side, side);
    }
  }
  document.fill('black');
  document.fontSize(SMALL).text('案件、记录数、链头、日根', left, top + QR_SIDE + 8);
}
