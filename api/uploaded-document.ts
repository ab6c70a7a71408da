import { ApiError } from './api-error.js';
import type { UploadedFile } from './define-route.js';
import { pdfRefusal } from './pdf-content.js';

interface Kind {
  readonly label: string;
  readonly mediaType: string;
  readonly is: (bytes: Buffer) => boolean;
  /** What names and programs that send it may call it. */
  readonly extensions: readonly string[];
  readonly declared: RegExp;
}

const begins =
  (...first: readonly number[]) =>
  (bytes: Buffer): boolean =>
    first.every((byte, index) => bytes[index] === byte);

/** The kinds of papers a file bag takes: by the first bytes, by what a file is, not by what its name says. */
const KINDS: readonly Kind[] = [
  {
    label: 'PDF',
    mediaType: 'application/pdf',
    is: begins(0x25, 0x50, 0x44, 0x46, 0x2d),
    extensions: ['pdf'],
    declared: /^application\/(x-)?pdf$/,
  },
  {
    label: 'JPEG 图片',
    mediaType: 'image/jpeg',
    is: begins(0xff, 0xd8, 0xff),
    extensions: ['jpg', 'jpeg'],
    declared: /^image\/p?jpe?g$/,
  },
  {
    label: 'PNG 图片',
    mediaType: 'image/png',
    is: begins(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a),
    extensions: ['png'],
    declared: /^image\/(x-)?png$/,
  },
  {
    label: '纯文本',
    mediaType: 'text/plain; charset=utf-8',
    is: isPlainText,
    extensions: ['txt', 'csv', 'md'],
    // What browsers call a table depends on the programs that are installed.
    declared: /^text\/(plain|csv|markdown|comma-separated-values)$|^application\/(csv|vnd\.ms-excel)$/,
  },
];

/** Minutes and notes may come as plain text: UTF-8 without control characters other than line ends and tabs. */
function isPlainText(bytes: Buffer): boolean {
  try {
    return !/[^\P{Cc}\n\r\t]/u.test(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return false;
  }
}

/** Text that some program would run: pages, drawings with scripts, and scripts of a shell. */
const ACTIVE_TEXT = /^\s*(#!|<\?php|@echo\b)|<\s*(!doctype\s+html|html|head|body|script|svg|iframe|object|embed)\b/i;

const refused = (message: string): ApiError => new ApiError('CONTENT_TYPE_WRONG', message);

/** What a program says that knows nothing better. */
const NO_CLAIM = /^$|^application\/octet-stream$/;
const SUPPORTED = '件袋只收 PDF、JPEG、PNG 或纯文本文件，请转换后上传。';

function kindOf({ bytes, mediaType }: UploadedFile, name: string): Kind {
  const kind = KINDS.find(({ is }) => is(bytes));
  if (kind === undefined) throw refused(SUPPORTED);
  const extension = /\.([^.\s]+)$/.exec(name)?.[1]?.toLowerCase();
  if (extension !== undefined && /^(?=.*[a-z])[a-z0-9]{1,8}$/.test(extension) && !kind.extensions.includes(extension)) {
    throw refused(`文件名以 .${extension} 结尾，内容却是 ${kind.label}，请核对文件。${SUPPORTED}`);
  }
  const declared = mediaType.split(';', 1)[0]?.trim().toLowerCase() ?? '';
  if (!NO_CLAIM.test(declared) && !kind.declared.test(declared)) {
    throw refused(`文件标明的类型是 ${declared}，内容却是 ${kind.label}，请核对文件。${SUPPORTED}`);
  }
  return kind;
}

function mustBeStill({ label }: Kind, bytes: Buffer): void {
  const message = label === 'PDF' ? pdfRefusal(bytes) : null;
  if (message !== null) throw refused(message);
  if (label === '纯文本' && ACTIVE_TEXT.test(bytes.toString('utf8'))) {
    throw refused('文件是网页、含脚本的图形或程序，请转换为 PDF 后上传。');
  }
}

/** Longest name of a paper; the path a browser may send with it is left out. */
const NAME_LIMIT = 120;

const plainName = (name: string): string =>
  name
    .split(/[/\\]/)
    .at(-1)
    ?.replaceAll(/\p{Cc}/gu, '')
    .trim()
    .slice(0, NAME_LIMIT) ?? '';

/**
 * A paper as it may be stored: PDF, JPEG, PNG or plain text by its content, of the type that its name and its sender say,
 * with nothing in it that a program would run; 400 or 415 for everything else.
 */
export function acceptDocument(file: UploadedFile | null): UploadedFile {
  if (file === null || file.bytes.length === 0) {
    const message = '请选择要归入件袋的文件。';
    throw new ApiError('BODY_INVALID', message, [
      { code: 'FIELD_MISSING', message, clauses: ['R-47'], path: 'body.file' },
    ]);
  }
  const name = plainName(file.name);
  const kind = kindOf(file, name);
  mustBeStill(kind, file.bytes);
  return { name: name === '' ? '未命名' : name, mediaType: kind.mediaType, bytes: file.bytes };
}
