import { inflateSync } from 'node:zlib';

/** So much of the compressed tables of a PDF is looked at; more than any paper of a case needs. */
const LOOKED_AT_BYTES = 32 * 1024 * 1024;

/** What makes a PDF more than a paper to read, as the names of the dictionary keys that say so. */
const ACTIVE = /\/(?:JavaScript|JS|Launch|XFA|RichMedia|Rendition|ImportData|SubmitForm)(?![A-Za-z0-9])/;
const PAGE = /\/Type\s*\/Page(?![A-Za-z0-9])/;
const ENCRYPTED = /\/Encrypt(?![A-Za-z0-9])/;
const OBJECT_STREAM = /\/Type\s*\/ObjStm(?![A-Za-z0-9])[\s\S]{0,400}?stream\r?\n/g;

/** Why a PDF is not taken, as a Chinese sentence; null when it may be. */
export function pdfRefusal(bytes: Buffer): string | null {
  const raw = bytes.toString('latin1');
  if (!raw.slice(-1024).includes('%%EOF')) return 'PDF 文件不完整，请重新导出或扫描后上传。';
  const text = readable(raw, bytes);
  if (text === null) return 'PDF 的内部结构无法读取，请重新导出或扫描后上传。';
  if (ENCRYPTED.test(text)) return 'PDF 设有密码或权限限制，请解除后上传。';
  if (ACTIVE.test(text)) return 'PDF 含有脚本或可执行的内容，请打印成新的 PDF 后上传。';
  return PAGE.test(text) ? null : 'PDF 没有任何页面，请检查文件后上传。';
}

/** The dictionaries of a PDF in clear: outside its streams, and within compressed tables of objects; null: broken ones. */
function readable(raw: string, bytes: Buffer): string | null {
  const parts = [raw.replaceAll(/stream\r?\n[\s\S]*?endstream/g, 'stream')];
  let left = LOOKED_AT_BYTES;
  for (const match of raw.matchAll(OBJECT_STREAM)) {
    const from = match.index + match[0].length;
    const end = raw.indexOf('endstream', from);
    if (end < 0) return null;
    try {
      const table = inflateSync(bytes.subarray(from, end), { maxOutputLength: left });
      left -= table.length;
      parts.push(table.toString('latin1'));
    } catch {
      return null;
    }
  }
  // A name may be written with its characters as numbers: /J#53 is /JS.
  return parts
    .join('\n')
    .replaceAll(/#([0-9A-Fa-f]{2})/g, (_, code: string) => String.fromCharCode(parseInt(code, 16)));
}
