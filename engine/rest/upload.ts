import type { IncomingMessage, ServerResponse } from 'node:http';
import multer from 'multer';
import type { UploadedFile } from './operation.js';
import { invalidArgument, tooLarge } from './problems.js';

type Received = IncomingMessage & {
  readonly body?: unknown;
  readonly files?: readonly {
    readonly fieldname: string;
    readonly originalname: string;
    readonly mimetype: string;
    readonly buffer: Buffer;
  }[];
};

export interface UploadLimits {
  /** Bytes of one file. */
  readonly maxFileBytes: number;
  /** Bytes of the whole request. */
  readonly maxUploadBytes: number;
}

/** Files are kept in memory while a request runs: diagrams and documents are small. */
export async function uploads(
  request: Received,
  response: ServerResponse,
  { maxFileBytes, maxUploadBytes }: UploadLimits,
): Promise<{ readonly body: unknown; readonly files: readonly UploadedFile[] }> {
  const read = multer({
    storage: multer.memoryStorage(),
    // The whole name as sent: some clients send a path, and the contract calls it the resource's name.
    preservePath: true,
    defParamCharset: 'utf8',
    limits: { fileSize: maxFileBytes, files: 200, fieldSize: 1024 * 1024 },
  }).any();
  await new Promise<void>((resolve, reject) => {
    stopBeyond(request, maxUploadBytes, reject);
    // It is written for Express, and needs nothing of it.
    read(request as never, response as never, (error: unknown) => {
      if (error === undefined) resolve();
      else if (isTooLarge(error)) reject(tooLarge('file', maxFileBytes));
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
  return { body: request.body, files };
}

/** Many files that are each small enough would fill the memory. */
function stopBeyond(request: Received, maxBytes: number, refuse: (problem: Error) => void): void {
  let bytes = 0;
  request.on('data', (chunk: Buffer) => {
    bytes += chunk.length;
    if (bytes <= maxBytes) return;
    request.removeAllListeners('data');
    request.unpipe();
    request.resume();
    refuse(tooLarge('form', maxBytes));
  });
}

const isTooLarge = (error: unknown): boolean => error instanceof multer.MulterError && error.code === 'LIMIT_FILE_SIZE';
