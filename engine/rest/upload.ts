import type { RequestHandler } from 'express';
import multer from 'multer';

/** Files are kept in memory while a request runs: diagrams and documents are small. */
export function uploads(maxFileBytes: number): RequestHandler {
  return multer({
    storage: multer.memoryStorage(),
    // The whole name as sent: some clients send a path, and the contract calls it the resource's name.
    preservePath: true,
    defParamCharset: 'utf8',
    limits: { fileSize: maxFileBytes, files: 200, fieldSize: 1024 * 1024 },
  }).any();
}
