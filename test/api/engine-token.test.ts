import { describe, expect, it } from '@jest/globals';
import { ENGINE_TOKEN_LIFETIME_MS, issueEngineToken, verifyEngineToken } from '../../api/engine-token.js';

describe('the token with which the API calls the engine as a person', () => {
  const NOW = 1_772_000_000_000;
  const token = issueEngineToken('secret', 'field-officer', NOW);
  const verify = (secret: string, username: string, given: string, now = NOW) =>
    verifyEngineToken(secret, username, given, now);

  it('is good for its person until it expires', () => {
    expect(verify('secret', 'field-officer', token)).toBe(true);
    expect(verify('secret', 'field-officer', token, NOW + ENGINE_TOKEN_LIFETIME_MS - 1)).toBe(true);
    expect(verify('secret', 'field-officer', token, NOW + ENGINE_TOKEN_LIFETIME_MS)).toBe(false);
  });

  const [expiry = '', signature = ''] = token.split('.');
  it.each([
    ['for another person', 'secret', 'approver', token],
    ['under another secret', 'other', 'field-officer', token],
    ['with a later end', 'secret', 'field-officer', `${String(Number(expiry) + 1)}.${signature}`],
    ['without a signature', 'secret', 'field-officer', expiry],
    ['with a shorter signature', 'secret', 'field-officer', `${expiry}.${signature.slice(0, 10)}`],
    ['empty', 'secret', 'field-officer', ''],
  ])('is refused %s', (_case, secret, username, given) => {
    expect(verify(secret, username, given)).toBe(false);
  });
});
