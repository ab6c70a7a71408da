import { isUtf8 } from 'node:buffer';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Readable } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import { parseJson } from '../feel/index.js';
import type { UploadedFile } from './operation.js';
import { Problem, invalidArgument, tooLarge } from './problems.js';
import type { UploadLimits } from './upload.js';
import { uploads } from './upload.js';

/** Members whose content belongs to the caller: its numbers stay as they were written. */
const DOCUMENTS: ReadonlySet<string> = new Set(['variables', 'value']);

/** The JSON that a request carries; undefined when it carries no body. */
export async function readJson(request: IncomingMessage, maxBytes: number): Promise<unknown> {
  if (!hasBody(request)) return undefined;
  requireMediaType(request, 'application/json');
  requireUtf8(request);
  // Nobody need send what is too large to be read.
  if (Number(request.headers['content-length'] ?? 0) > maxBytes) throw tooLarge('JSON body', maxBytes);
  const text = await readText(decompressed(request), maxBytes);
  if (text === '') return undefined;
  try {
    return parseJson(text.startsWith('\ufeff') ? text.slice(1) : text, DOCUMENTS);
  } catch (error) {
    throw invalidArgument(`The request body is not valid JSON: ${error instanceof Error ? error.message : ''}`);
  }
}

/** Files and fields of a multipart/form-data request, in memory. */
export async function readForm(
  request: IncomingMessage,
  response: ServerResponse,
  limits: UploadLimits,
): Promise<{ readonly body: unknown; readonly files: readonly UploadedFile[] }> {
  if (hasBody(request)) requireMediaType(request, 'multipart/form-data');
  return uploads(request, response, limits);
}

function hasBody({ headers }: IncomingMessage): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
}

function requireMediaType({ headers }: IncomingMessage, expected: string): void {
  const given = headers['content-type'];
  if (given === expected || given?.split(';', 1)[0]?.trim().toLowerCase() === expected) return;
  throw new Problem(415, 'UNSUPPORTED_MEDIA_TYPE', `Expected a request body of type ${expected}`);
}

function requireUtf8({ headers }: IncomingMessage): void {
  const charset = /;\s*charset\s*=\s*"?([^";\s]+)/i.exec(headers['content-type'] ?? '')?.[1]?.toLowerCase();
  if (charset === undefined || charset === 'utf-8' || charset === 'utf8' || charset === 'us-ascii') return;
  throw new Problem(415, 'UNSUPPORTED_MEDIA_TYPE', `Expected a request body in UTF-8, got '${charset}'`);
}

function decompressed(request: IncomingMessage): Readable {
  const encoding = request.headers['content-encoding']?.toLowerCase() ?? 'identity';
  switch (encoding) {
    case 'identity':
      return request;
    case 'gzip':
      return inflated(request, createGunzip());
    case 'deflate':
      return inflated(request, createInflate());
    case 'br':
      return inflated(request, createBrotliDecompress());
    default:
      throw new Problem(415, 'UNSUPPORTED_MEDIA_TYPE', `Expected no other content-encoding than gzip, deflate and br`);
  }
}

function inflated(request: IncomingMessage, inflate: NodeJS.ReadWriteStream & Readable): Readable {
  request.once('error', (error) => inflate.destroy(error));
  return request.pipe(inflate);
}

/** Reads no more than the limit: it also holds for what a small body unpacks to. */
function readText(stream: Readable, maxBytes: number): Promise<string> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let bytes = 0;
    stream.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
      chunks.push(chunk);
      if (bytes > maxBytes) stop(stream, reject, tooLarge('JSON body', maxBytes));
    });
    stream.once('end', () => {
      const [first] = chunks;
      const all = chunks.length === 1 && first !== undefined ? first : Buffer.concat(chunks);
      // What cannot be read would be kept as question marks.
      if (isUtf8(all)) resolve(all.toString('utf8'));
      else stop(stream, reject, invalidArgument('The request body is not UTF-8'));
    });
    stream.once('error', (error) => {
      stop(stream, reject, invalidArgument(`The request body cannot be read: ${error.message}`));
    });
  });
}

function stop(stream: Readable, reject: (error: Error) => void, error: Error): void {
  stream.removeAllListeners('data');
  stream.resume();
  reject(error);
}
