import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { operations } from '../../../rest/operations/index.js';
import { startRest } from '../rest-server.js';
import type { RestServer } from '../rest-server.js';
import { sampleBody } from './sample-requests.js';

/** Stops with every fault the server meets, and every reply that is not as the contract says. */
let server: RestServer;
beforeAll(async () => {
  server = await startRest();
});
afterAll(() => server.stop());

const NONSENSE = [null, [], {}, '', -1, 1.5, 1e300, 'a\u0000b', '\ud800', [[null]], 'x'.repeat(5_000), '9'.repeat(30)];
const ADDRESSES = ['0', '-1', 'x', '9'.repeat(30), '%00', '%', '%2F..', '%ED%A0%80', '%20', "'"];

/** No nonsense: a poll that does not say how long it waits is held for ten seconds. */
const isHeld = (id: string, member: string, value: unknown) =>
  id === 'activateJobs' && member === 'requestTimeout' && value === null;

describe('nonsense is refused by', () => {
  const withBody = operations.filter(({ body, multipart }) => body !== undefined && multipart !== true);
  it.each(withBody.map(({ id, method, path }) => [id, method, path]))(
    '%s, member by member',
    async (id, method, path) => {
      const valid = sampleBody(id);
      const address = `/v2${path.replace(/:\w+/g, '1')}`;
      const bodies = [
        ...NONSENSE,
        ...Object.keys(valid).flatMap((member) =>
          NONSENSE.filter((value) => !isHeld(id, member, value)).map((value) => ({ ...valid, [member]: value })),
        ),
      ];
      const replies = await Promise.all(
        bodies.map((body) => server.send(method.toUpperCase(), address, JSON.stringify(body))),
      );
      expect(replies.filter(({ status }) => status >= 500 && status !== 504)).toEqual([]);
    },
  );

  const withAddress = operations.filter(({ path }) => path.includes(':'));
  it.each(withAddress.map(({ id, method, path }) => [id, method, path]))(
    '%s, by address',
    async (_id, method, path) => {
      const body = method === 'get' || method === 'delete' ? undefined : {};
      const replies = await Promise.all(
        ADDRESSES.map((address) => server.send(method.toUpperCase(), `/v2${path.replace(/:\w+/g, address)}`, body)),
      );
      expect(replies.filter(({ status }) => status >= 500)).toEqual([]);
    },
  );
});
