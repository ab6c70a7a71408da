import { ApiError } from './api-error.js';
import type { UploadedFile } from './define-route.js';

/** First bytes of the kinds of papers a file bag takes: what a file is, not what its name says. */
const KINDS = [
  { mediaType: 'application/pdf', begins: [0x25, 0x50, 0x44, 0x46] },
  { mediaType: 'image/jpeg', begins: [0xff, 0xd8, 0xff] },
  { mediaType: 'image/png', begins: [0x89, 0x50, 0x4e, 0x47] },
] as const;

/** Minutes and notes may come as plain text: UTF-8 without control characters other than line ends and tabs. */
function isPlainText(bytes: Uint8Array): boolean {
  try {
    return !/[^\P{Cc}\n\r\t]/u.test(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return false;
  }
}

function mediaTypeOf(bytes: Uint8Array): string | null {
  const kind = KINDS.find(({ begins }) => begins.every((byte, index) => bytes[index] === byte));
  return kind?.mediaType ?? (isPlainText(bytes) ? 'text/plain; charset=utf-8' : null);
}

/** Longest name of a paper; the path a browser may send with it is left out. */
const NAME_LIMIT = 120;

/** A paper as it may be stored: PDF, JPEG, PNG or plain text by its content, with a plain name; 400 or 415 for everything else. */
export function acceptDocument(file: UploadedFile | null): UploadedFile {
  if (file === null || file.bytes.length === 0) {
    const message = '请选择要归入件袋的文件。';
    throw new ApiError('BODY_INVALID', message, [
      { code: 'FIELD_MISSING', message, clauses: ['R-47'], path: 'body.file' },
    ]);
  }
  const mediaType = mediaTypeOf(file.bytes);
  if (mediaType === null)
    throw new ApiError('CONTENT_TYPE_WRONG', '件袋只收 PDF、JPEG、PNG 或纯文本文件，请转换后上传。');
  const name =
    file.name
      .split(/[/\\]/)
      .at(-1)
      ?.replaceAll(/\p{Cc}/gu, '')
      .trim()
      .slice(0, NAME_LIMIT) ?? '';
  return { name: name === '' ? '未命名' : name, mediaType, bytes: file.bytes };
}
