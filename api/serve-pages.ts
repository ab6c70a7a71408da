import { join } from 'node:path';
import express from 'express';
import type { Express, RequestHandler } from 'express';
import { ApiError } from './api-error.js';

const YEAR_MS = 365 * 24 * 60 * 60 * 1000;
const ASK_ANEW = 'no-cache';

export const notFound: RequestHandler = () => {
  throw new ApiError('NOT_FOUND');
};

/**
 * Names below `/assets` carry a hash of their content and are kept for good, while the page that names them is asked
 * for anew each time: an update is there with the next click. An asset of an earlier build is gone (404): answering the
 * page in its place would be taken for a script.
 */
export function servePages(app: Express, directory: string): void {
  const page = join(directory, 'index.html');
  app.use('/assets', express.static(join(directory, 'assets'), { index: false, immutable: true, maxAge: YEAR_MS }));
  app.use('/assets', notFound);
  app.use(express.static(directory, { setHeaders: (res) => res.setHeader('Cache-Control', ASK_ANEW) }));
  app.get('/{*path}', (_req, res) => {
    res.sendFile(page, { headers: { 'Cache-Control': ASK_ANEW } });
  });
}
