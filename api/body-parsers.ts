import express from 'express';
import type { RequestHandler } from 'express';
import multer from 'multer';
import { ApiError } from './api-error.js';
import type { BodyKind } from './define-route.js';

/** Upper limits: JSON of one form, a register of a few thousand households, one scanned document. */
const JSON_LIMIT = '256kb';
const TEXT_LIMIT = '8mb';
const FILE_LIMIT_BYTES = 10 * 1024 * 1024;

const json = express.json({ limit: JSON_LIMIT });
const statement = express.json({ limit: TEXT_LIMIT });
/** As bytes: spreadsheets in China often write GB 18030, and say nothing about it. */
const csv = express.raw({ type: ['text/csv', 'text/plain'], limit: TEXT_LIMIT });
const xml = express.text({ type: ['application/xml', 'text/xml'], limit: TEXT_LIMIT });
const file = multer({
  storage: multer.memoryStorage(),
  limits: { fileSize: FILE_LIMIT_BYTES, files: 1, fields: 10, fieldSize: 10_000 },
  defParamCharset: 'utf8',
}).single('file');

const ACCEPTED: Record<BodyKind, string[]> = {
  json: ['application/json'],
  csv: ['text/csv', 'text/plain'],
  'xml-or-json': ['application/json', 'application/xml', 'text/xml'],
  file: ['multipart/form-data'],
};
const PARSERS: Record<BodyKind, RequestHandler[]> = {
  json: [json],
  csv: [csv],
  'xml-or-json': [statement, xml],
  file: [file],
};

/** 415 unless the body is of a kind the route takes: a form of another site cannot send JSON, CSV or XML unasked. */
const contentType =
  (kind: BodyKind): RequestHandler =>
  (req, _res, next) => {
    const isEmpty = req.get('content-length') === '0';
    if (isEmpty || req.is(ACCEPTED[kind]) !== false) {
      next();
      return;
    }
    const expected = ACCEPTED[kind].join('、');
    throw new ApiError('CONTENT_TYPE_WRONG', `请以 ${expected} 提交。`);
  };

export const parsersFor = (kind: BodyKind): RequestHandler[] => [contentType(kind), ...PARSERS[kind]];
