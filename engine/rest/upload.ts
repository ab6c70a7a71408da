import type { IncomingMessage, ServerResponse } from 'node:http';
import multer from 'multer';
import type { UploadedFile } from './operation.js';
import { invalidArgument } from './problems.js';

type Received = IncomingMessage & {
  readonly body?: unknown;
  readonly files?: readonly {
    readonly fieldname: string;
    readonly originalname: string;
    readonly mimetype: string;
    readonly buffer: Buffer;
  }[];
};

/** Files are kept in memory while a request runs: diagrams and documents are small. */
export async function uploads(
  request: Received,
  response: ServerResponse,
  maxFileBytes: number,
): Promise<{ readonly fields: unknown; readonly files: readonly UploadedFile[] }> {
  const read = multer({
    storage: multer.memoryStorage(),
    // The whole name as sent: some clients send a path, and the contract calls it the resource's name.
    preservePath: true,
    defParamCharset: 'utf8',
    limits: { fileSize: maxFileBytes, files: 200, fieldSize: 1024 * 1024 },
  }).any();
  await new Promise<void>((resolve, reject) => {
    // It is written for Express, and needs nothing of it.
    read(request as never, response as never, (error: unknown) => {
      if (error === undefined) resolve();
      else
        reject(invalidArgument(`The form cannot be read: ${error instanceof Error ? error.message : 'it is broken'}`));
    });
  });
  const files = (request.files ?? []).map((file) => ({
    field: file.fieldname,
    name: file.originalname,
    mediaType: file.mimetype,
    content: file.buffer,
  }));
  return { fields: request.body, files };
}
