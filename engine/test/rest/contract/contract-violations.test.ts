import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it } from '@jest/globals';
import { startRest } from '../rest-server.js';
import { CONTRACT_OPERATIONS } from './contract-operations.js';
import { contractViolations } from './contract-violations.js';
import type { RawReply } from './contract-violations.js';
import { observeReply } from './observe-replies.js';
import { documentedStatuses, replySchema } from './published-schemas.js';

const variable = {
  name: 'a',
  value: '1',
  isTruncated: false,
  tenantId: '<default>',
  variableKey: '1',
  scopeKey: '2',
  processInstanceKey: '2',
  rootProcessInstanceKey: null,
};
const page = { totalItems: 1, hasMoreTotalItems: false, startCursor: 'WzFd', endCursor: 'WzFd' };
const search = '/v2/variables/search';

function json(path: string, body: unknown, more: Partial<RawReply> = {}): string[] {
  const contentType = 'application/json; charset=utf-8';
  return contractViolations({ method: 'POST', path, status: 200, contentType, body: bytes(body), ...more });
}

function problem(path: string, status: number, more: object = {}, reply: Partial<RawReply> = {}): string[] {
  const body = { type: 'about:blank', title: 'NOT_FOUND', status, detail: 'No such thing', instance: path, ...more };
  return json(path, body, { status, contentType: 'application/problem+json', ...reply });
}

const bytes = (value: unknown) => Buffer.from(JSON.stringify(value));

describe('the check of every reply', () => {
  it('knows what each operation of the contract answers with', () => {
    for (const [id] of CONTRACT_OPERATIONS) {
      expect([id, documentedStatuses(id).success]).toEqual([id, expect.arrayContaining([expect.any(Number)])]);
      const hasContent = documentedStatuses(id).success.some((status) => status !== 204);
      expect([id, replySchema(id) !== undefined]).toEqual([id, hasContent]);
    }
  });

  it('lets a right reply pass', () => {
    expect(json(search, { items: [variable], page })).toEqual([]);
    expect(problem('/v2/variables/7', 404, {}, { method: 'GET' })).toEqual([]);
    expect(json('/v2/jobs/7/completion', '', { status: 204, contentType: undefined, body: Buffer.alloc(0) })).toEqual(
      [],
    );
  });

  it.each([
    [
      'an unknown member',
      { items: [], page, total: 1 },
      'the body must NOT have unevaluated properties {"unevaluatedP',
    ],
    ['one inside a list', { items: [{ ...variable, colour: 'red' }], page }, 'the body.items.0 must NOT have uneval'],
    ['one in the page', { items: [], page: { ...page, size: 1 } }, 'the body.page must NOT have unevaluated'],
    ['a missing member', { items: [{ ...variable, value: undefined }], page }, "must have required property 'value'"],
    [
      'a wrong type',
      { items: [{ ...variable, isTruncated: 'no' }], page },
      'the body.items.0.isTruncated must be bool',
    ],
    ['a key as a number', { items: [{ ...variable, scopeKey: 2 }], page }, 'the body.items.0.scopeKey must be string'],
    ['a list of something else', { items: ['a'], page }, 'the body.items.0 must be object'],
  ])('finds %s', (_what, body, sentence) => {
    const found = json(search, body);
    expect(found.join('\n')).toContain(`POST ${search} → 200: `);
    expect(found.join('\n')).toContain(sentence);
  });

  it('finds unknown members of what is one of several things, or of several at once', () => {
    const form = { tenantId: '<default>', formId: 'f', schema: '{}', version: 1, formKey: '3' };
    const path = '/v2/user-tasks/7/form';
    expect(json(path, form, { method: 'GET' })).toEqual([]);
    expect(json(path, { ...form, colour: 'red' }, { method: 'GET' })).not.toEqual([]);
    expect(json(path, {}, { method: 'GET' })).not.toEqual([]);
    const single = { ...variable, isTruncated: undefined };
    expect(json('/v2/variables/1', single, { method: 'GET' })).toEqual([]);
    expect(json('/v2/variables/1', variable, { method: 'GET' })).not.toEqual([]);
  });

  it('finds content where there is none, and none where there is some', () => {
    expect(json('/v2/jobs/7/completion', {})[0]).toContain('completeJob documents 204, 400, 404');
    expect(json('/v2/jobs/7/completion', {}, { status: 204 })).toEqual([
      'POST /v2/jobs/7/completion → 204: expected no body, got 2 bytes',
      'POST /v2/jobs/7/completion → 204: expected no content type without content, got application/json; charset=utf-8',
    ]);
    expect(json(search, '', { status: 204, body: Buffer.alloc(0) })[0]).toContain('searchVariables documents 200, 400');
  });

  it.each([
    ['a status that is none of the operation', () => problem(search, 409), 'searchVariables documents 200, 400'],
    ['a search that knows nothing', () => problem(search, 404), 'a search that finds nothing answers an empty list'],
    ['a refusal as plain JSON', () => problem(search, 400, {}, { contentType: 'application/json' }), 'problem+json'],
    ['a sixth member', () => problem(search, 400, { stack: '…' }), 'expected detail,instance,status,title,type, got'],
    ['another path', () => problem(search, 400, { instance: '/x' }), 'the problem names "/x"'],
    ['another status inside', () => problem(search, 400, { status: 500 }), 'the problem says 500'],
    ['words for a title', () => problem(search, 400, { title: 'Bad Request' }), 'expected a title like NOT_FOUND'],
    ['no words', () => problem(search, 400, { detail: '' }), 'expected a detail in words'],
    ['success of no operation', () => json('/v2/variable/search', {}), 'no operation of the contract'],
    ['XML that is not said to be', () => json('/v2/process-definitions/1/xml', '', { method: 'GET' }), 'text/xml'],
  ])('finds %s', (_what, check, sentence) => {
    expect(check().join('\n')).toContain(sentence);
  });

  it('sees the reply as it went over the wire, in pieces or at once', async () => {
    const seen: RawReply[] = [];
    const server = createServer((request, response) => {
      observeReply(request, response, (reply) => seen.push(reply));
      response.setHeader('content-type', 'application/json');
      response.write('{"items":');
      response.end(Buffer.from('[]}'));
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const url = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}${search}?truncateValues=false`;
    const answer = await (await fetch(url, { method: 'POST' })).text();
    server.close();
    expect(seen).toEqual([
      { method: 'POST', path: search, status: 200, contentType: 'application/json', body: Buffer.from(answer) },
    ]);
    expect(seen.flatMap(contractViolations)[0]).toContain("must have required property 'page'");
  });

  it('stands between the REST API and everybody who asks in these tests', async () => {
    const server = await startRest({ authenticate: () => Promise.resolve({ username: 'a', displayName: 5 as never }) });
    const reply = await server.send('GET', '/v2/authentication/me');
    expect(reply.json['displayName']).toBe(5);
    await expect(server.stop()).rejects.toThrow('GET /v2/authentication/me → 200: the body.displayName must be string');
  });
});
