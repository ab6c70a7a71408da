import type { IsoInstant } from '../../rules/dates.js';
import { hashOfText } from '../content-hash.js';
import { MARGIN, renderPaper, SMALL, writeLines } from './paper.js';

const SIGNERS = ['乙方（被征收户）', '经办人一', '经办人二', '甲方（盖章）'] as const;

export interface AgreementPaper {
  readonly number: string;
  readonly text: string;
  readonly preparedAt: IsoInstant;
}

/**
 * The agreement as the PDF that is signed, reviewed and sealed: its own bytes are what every hash names.
 * The text stands on the pages and, byte for byte, in an attached file that is not compressed, so that the database
 * itself can see that both say the same.
 */
export function agreementPdf({ number, text, preparedAt }: AgreementPaper): Promise<Buffer> {
  const options = {
    ...{ title: `协议 ${number}`, at: new Date(preparedAt), text, textName: 'agreement.txt' },
    ...{ head: `协议编号 ${number}`, foot: `文本摘要 SHA-256 ${hashOfText(text)}` },
  };
  return renderPaper(options, (document) => {
    const { replaced } = writeLines(document, text);
    writeSigners(document, replaced);
  });
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
