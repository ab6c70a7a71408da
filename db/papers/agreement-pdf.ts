import PDFDocument from 'pdfkit';
import type { IsoInstant } from '../../rules/dates.js';
import { hashOfText } from '../content-hash.js';
import { chineseFont, printable } from './chinese-font.js';

/** Name of the file inside the PDF that holds the agreement's text, uncompressed. */
export const TEXT_FILE = 'agreement.txt';

const MARGIN = 64;
const BODY = 11;
const SMALL = 8;
const LINE_GAP = 5;
const SIGNERS = ['乙方（被征收户）', '经办人一', '经办人二', '甲方（盖章）'] as const;

export interface AgreementPaper {
  readonly number: string;
  readonly text: string;
  readonly preparedAt: IsoInstant;
}

/**
 * The agreement as the PDF that is signed, reviewed and sealed: its own bytes are what every hash names.
 * The same agreement always gives the same bytes. The text stands on the pages and, byte for byte, in an attached file
 * that is not compressed, so that the database itself can see that both say the same.
 */
export async function agreementPdf(paper: AgreementPaper): Promise<Buffer> {
  const at = new Date(paper.preparedAt);
  const document = new PDFDocument({
    size: 'A4',
    margins: { top: MARGIN, bottom: MARGIN, left: MARGIN, right: MARGIN },
    bufferPages: true,
    pdfVersion: '1.7',
    subset: 'PDF/A-3b',
    lang: 'zh-CN',
    info: { Title: `协议 ${paper.number}`, CreationDate: at, ModDate: at },
  });
  const written = collect(document);
  document.font(chineseFont().bytes);
  const { replaced } = writeText(document, paper.text);
  writeSigners(document, replaced);
  writeMargins(document, paper);
  attachText(document, paper.text, at);
  document.end();
  return written;
}

function collect(document: PDFKit.PDFDocument): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    document.on('data', (chunk: Buffer) => chunks.push(chunk));
    document.on('end', () => {
      resolve(Buffer.concat(chunks));
    });
    document.on('error', reject);
  });
}

function writeText(document: PDFKit.PDFDocument, text: string): { replaced: boolean } {
  const shown = printable(text);
  const [title = '', ...lines] = shown.text.split('\n');
  document.fontSize(18).text(title, { align: 'center' }).moveDown();
  document.fontSize(BODY);
  for (const line of lines) {
    if (line === '') document.moveDown(0.6);
    // Amounts stand below their article.
    else if (line.startsWith('  ')) document.text(line.trim(), { indent: BODY * 2, lineGap: LINE_GAP });
    else document.text(line, { lineGap: LINE_GAP });
  }
  return shown;
}

/** Where the paper way signs by hand; signed electronically, the signatures are a record that goes with the file. */
function writeSigners(document: PDFKit.PDFDocument, replaced: boolean): void {
  const height = 150;
  if (document.y + height > document.page.height - MARGIN) document.addPage();
  document.moveDown(1.5);
  const top = document.y;
  const width = (document.page.width - 2 * MARGIN) / 2;
  for (const [index, signer] of SIGNERS.entries()) {
    const x = MARGIN + (index % 2) * width;
    const y = top + Math.floor(index / 2) * 52;
    document.text(`${signer}：`, x, y).text('日期：', x, y + 20);
  }
  document.fontSize(SMALL).text('', MARGIN, top + 112);
  document.text('电子签署的，以上各栏不填写；签名、证书和签署时间记录在本文件的签署版中，签的是本文件的每一个字节。');
  if (replaced) document.text('〔U+……〕为字库所缺的字，用其统一码编号标出，以登记的用字为准。');
}

/** On every page: which form it is, which page of how many, and the hash of the text, so that no page is exchanged. */
function writeMargins(document: PDFKit.PDFDocument, { number, text }: AgreementPaper): void {
  const { start, count } = document.bufferedPageRange();
  for (let page = start; page < start + count; page += 1) {
    document.switchToPage(page);
    // Written outside the margins on purpose: without a bottom margin no new page begins.
    document.page.margins.bottom = 0;
    const of = `第 ${(page + 1).toString()} 页，共 ${count.toString()} 页`;
    const width = document.page.width - 2 * MARGIN;
    document.fontSize(SMALL).text(printable(`协议编号 ${number}`).text, MARGIN, 34, { width, lineBreak: false });
    document.text(of, MARGIN, 34, { width, align: 'right', lineBreak: false });
    const foot = document.page.height - 42;
    document.text(`文本摘要 SHA-256 ${hashOfText(text)}`, MARGIN, foot, { width, lineBreak: false });
  }
}

function attachText(document: PDFKit.PDFDocument, text: string, at: Date): void {
  const { compress } = document;
  document.compress = false;
  document.file(Buffer.from(text, 'utf8'), {
    name: TEXT_FILE,
    type: 'text/plain',
    description: '协议全文',
    creationDate: at,
    modifiedDate: at,
    // Known to the library and demanded by PDF/A-3, but missing in its types.
    ...{ relationship: 'Source' },
  });
  document.compress = compress;
}
