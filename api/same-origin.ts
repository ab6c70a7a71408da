import type { RequestHandler } from 'express';
import { ApiError } from './api-error.js';

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Second defence against requests that another site makes with our cookie (the first is `SameSite=Strict`): browsers
 * say where a writing request comes from, and it must be our own address. Programs without a browser say nothing.
 */
export const sameOrigin: RequestHandler = (req, _res, next) => {
  if (!SAFE.has(req.method) && !isOwnOrigin(req.get('origin'), req.get('host'), req.get('sec-fetch-site'))) {
    throw new ApiError('ORIGIN_REFUSED');
  }
  next();
};

function isOwnOrigin(origin: string | undefined, host: string | undefined, fetchSite: string | undefined): boolean {
  if (fetchSite !== undefined && fetchSite !== 'same-origin' && fetchSite !== 'none') return false;
  if (origin === undefined) return true;
  return URL.canParse(origin) && new URL(origin).host === host;
}
