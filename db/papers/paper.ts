import PDFDocument from 'pdfkit';
import { chineseFont, printable } from './chinese-font.js';

export const MARGIN = 64;
export const SMALL = 8;
export const BODY = 11;
export const LINE_GAP = 5;

export interface PaperOptions {
  readonly title: string;
  readonly at: Date;
  /** Stands at the top of every page, and at its foot. */
  readonly head: string;
  readonly foot: string;
  /** The text of the paper, attached uncompressed under this name. */
  readonly text: string;
  readonly textName: string;
}

/** A paper of this software as PDF/A-3, the font's own characters embedded. The same content gives the same bytes. */
export async function renderPaper(
  options: PaperOptions,
  write: (document: PDFKit.PDFDocument) => void,
): Promise<Buffer> {
  const { title, at } = options;
  const document = new PDFDocument({
    size: 'A4',
    margins: { top: MARGIN, bottom: MARGIN, left: MARGIN, right: MARGIN },
    bufferPages: true,
    pdfVersion: '1.7',
    subset: 'PDF/A-3b',
    lang: 'zh-CN',
    info: { Title: title, CreationDate: at, ModDate: at },
  });
  const written = collect(document);
  document.font(chineseFont().bytes);
  write(document);
  writeMargins(document, options);
  attachText(document, options);
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

/** Title and lines; lines that begin with spaces are set in. Answers whether a character had to be written as its number. */
export function writeLines(document: PDFKit.PDFDocument, text: string): { replaced: boolean } {
  const shown = printable(text);
  const [title = '', ...lines] = shown.text.split('\n');
  document.fontSize(18).text(title, { align: 'center' }).moveDown();
  document.fontSize(BODY);
  for (const line of lines) {
    if (line === '') document.moveDown(0.6);
    else if (line.startsWith('  ')) document.text(line.trim(), { indent: BODY * 2, lineGap: LINE_GAP });
    else document.text(line, { lineGap: LINE_GAP });
  }
  return shown;
}

/** On every page: which paper it is, which page of how many, so that no page is exchanged. */
function writeMargins(document: PDFKit.PDFDocument, { head, foot }: PaperOptions): void {
  const { start, count } = document.bufferedPageRange();
  for (let page = start; page < start + count; page += 1) {
    document.switchToPage(page);
    // Written outside the margins on purpose: without a bottom margin no new page begins.
    document.page.margins.bottom = 0;
    const of = `第 ${(page + 1).toString()} 页，共 ${count.toString()} 页`;
    const width = document.page.width - 2 * MARGIN;
    document.fontSize(SMALL).text(printable(head).text, MARGIN, 34, { width, lineBreak: false });
    document.text(of, MARGIN, 34, { width, align: 'right', lineBreak: false });
    document.text(foot, MARGIN, document.page.height - 42, { width, lineBreak: false });
  }
}

function attachText(document: PDFKit.PDFDocument, { text, textName, title, at }: PaperOptions): void {
  const { compress } = document;
  document.compress = false;
  document.file(Buffer.from(text, 'utf8'), {
    name: textName,
    type: 'text/plain',
    description: title,
    creationDate: at,
    modifiedDate: at,
    // Known to the library and demanded by PDF/A-3, but missing in its types.
    ...{ relationship: 'Source' },
  });
  document.compress = compress;
}
