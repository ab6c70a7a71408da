import { createHmac, timingSafeEqual } from 'node:crypto';

/** How long a person's token for the engine is good, in ms: the API makes a new one whenever it needs one. */
export const ENGINE_TOKEN_LIFETIME_MS = 15 * 60 * 1000;

const sign = (secret: string, username: string, expiresAt: string) =>
  createHmac('sha256', secret)
    .update(JSON.stringify(['engine', username, expiresAt]))
    .digest();

/**
 * A short-lived password with which the API calls the engine as one person, so that the engine knows who acts.
 * `now` is real time in ms since 1970 (not the clock of the cases, which may be moved forward).
 */
export function issueEngineToken(secret: string, username: string, now: number): string {
  const expiresAt = String(now + ENGINE_TOKEN_LIFETIME_MS);
  return `${expiresAt}.${sign(secret, username, expiresAt).toString('base64url')}`;
}

/** Whether `token` was issued to this very user name and has not expired. Takes the same time for every wrong token. */
export function verifyEngineToken(secret: string, username: string, token: string, now: number): boolean {
  const [expiresAt = '', signature = ''] = token.split('.', 2);
  const expected = sign(secret, username, expiresAt);
  const given = Buffer.from(signature, 'base64url');
  const genuine = given.length === expected.length && timingSafeEqual(given, expected);
  return genuine && /^\d{1,16}$/.test(expiresAt) && Number(expiresAt) > now;
}
