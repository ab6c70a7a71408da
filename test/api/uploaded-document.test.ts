import { deflateSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import { ApiError } from '../../api/api-error.js';
import { acceptDocument } from '../../api/uploaded-document.js';
import { smallPdf } from '../helpers/small-pdf.js';

const PNG = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex');
const JPEG = Buffer.from('ffd8ffe000104a464946', 'hex');
const text = (content: string) => Buffer.from(content, 'utf8');
/** Objects in a compressed table, as most programs write them today. */
const packed = (content: string) => {
  const table = deflateSync(text(content));
  const head = `%PDF-1.7\n9 0 obj\n<< /Type /ObjStm /N 1 /First 4 /Filter /FlateDecode /Length ${String(table.length)} >>\nstream\n`;
  return Buffer.concat([text(head), table, text('\nendstream\nendobj\n%%EOF\n')]);
};

const accept = (bytes: Buffer, name: string, mediaType = '') => acceptDocument({ bytes, name, mediaType });
const refusalOf = (bytes: Buffer, name: string, mediaType?: string): string => {
  try {
    return `taken as ${accept(bytes, name, mediaType).mediaType}`;
  } catch (error) {
    if (error instanceof ApiError) return error.message;
    throw error;
  }
};

describe('a paper that is uploaded (R-47)', () => {
  it.each<[string, Buffer, string, string, string]>([
    ['a PDF', smallPdf('a scan'), '协议.pdf', 'application/pdf', 'application/pdf'],
    [
      'a PDF with its objects in a table',
      packed('1 0 << /Type /Page >>'),
      '协议.PDF',
      'application/pdf',
      'application/pdf',
    ],
    ['a photograph', JPEG, '现场.jpeg', 'image/jpeg', 'image/jpeg'],
    ['a picture of which the sender knows nothing', PNG, '图', 'application/octet-stream', 'image/png'],
    ['a note whose name ends in a date', text('纪要'), '纪要 3.2', '', 'text/plain; charset=utf-8'],
    [
      'a table, called what a spreadsheet calls it',
      text('a,b\n1,2'),
      '表.csv',
      'application/vnd.ms-excel',
      'text/plain; charset=utf-8',
    ],
    ['prices in angle brackets', text('单价 < 3 且 > 1'), '说明.txt', 'text/plain', 'text/plain; charset=utf-8'],
  ])('is taken when it is %s', (_what, bytes, name, declared, mediaType) => {
    expect(accept(bytes, name, declared)).toEqual({ bytes, name, mediaType });
  });

  it.each<[string, Buffer, string, string, string]>([
    ['a picture that is called a PDF', PNG, '协议.pdf', '', '以 .pdf 结尾，内容却是 PNG 图片'],
    ['a PDF that is called a program', smallPdf(''), '协议.exe', '', '以 .exe 结尾，内容却是 PDF'],
    ['a note that is sent as a picture', text('纪要'), '纪要', 'image/png', '标明的类型是 image/png，内容却是 纯文本'],
    ['a program of Windows', Buffer.from('MZ\u0000\u0001'), 'a.pdf', '', '件袋只收 PDF'],
    ['a program of Linux', Buffer.from('7f454c460201', 'hex'), 'a', '', '件袋只收 PDF'],
    ['a script of a shell', text('#!/bin/sh\nrm -rf .'), 'a.txt', '', '程序'],
    ['a page of the web', text('<!DOCTYPE html><p>'), 'a.txt', 'text/plain', '网页'],
    ['a script without a page', text('说明\n<script >alert(1)</script>'), 'a.txt', '', '网页'],
    ['a drawing with scripts', text('<?xml version="1.0"?>\n<SVG onload="x()"/>'), 'a', 'image/svg+xml', '标明的类型'],
    ['a drawing that says it is text', text('<svg onload="x()"/>'), 'a.txt', '', '图形'],
    ['a PDF under a password', smallPdf('', '<< /Encrypt 5 0 R >>'), 'a.pdf', '', '密码'],
    ['a PDF with a script', smallPdf('', '<< /S /JavaScript /JS (x) >>'), 'a.pdf', '', '脚本'],
    ['a PDF whose script is spelt otherwise', smallPdf('', '<< /S /J#61vaScript >>'), 'a.pdf', '', '脚本'],
    ['a PDF that starts a program', smallPdf('', '<< /S /Launch /F (cmd) >>'), 'a.pdf', '', '可执行'],
    ['a PDF with a script in a table', packed('1 0 << /Type /Page /AA << /JS (x) >> >>'), 'a.pdf', '', '脚本'],
    ['a PDF whose tables are broken', text(packed('x').toString('latin1').replace('x', '')), 'a.pdf', '', '无法读取'],
    ['a PDF without a page', packed('1 0 << /Type /Pages >>'), 'a.pdf', '', '没有任何页面'],
    ['the first half of a PDF', smallPdf('').subarray(0, 120), 'a.pdf', '', '不完整'],
    ['nothing', Buffer.alloc(0), 'a.pdf', '', '请选择'],
  ])('is refused in plain words when it is %s', (_what, bytes, name, declared, words) => {
    expect(refusalOf(bytes, name, declared)).toContain(words);
  });

  it('keeps the name without its path and without what cannot be seen', () => {
    expect(accept(PNG, 'C:\\temp\\图\u0007.png').name).toBe('图.png');
    expect(accept(PNG, '').name).toBe('未命名');
  });
});
