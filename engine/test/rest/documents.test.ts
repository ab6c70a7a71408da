import { createServer } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createRestApp } from '../../rest/index.js';
import { startRest } from './rest-server.js';
import type { RestServer } from './rest-server.js';

const HOUR = 3_600_000;
const NOON = Date.parse('2026-03-01T12:00:00Z');

let server: RestServer;
beforeAll(async () => {
  server = await startRest({ users: { keeper: { password: 'k' }, reader: { password: 'r', permissions: ['read'] } } });
});
afterAll(() => server.stop());

const keeper = () => server.clientOf('keeper', 'k');
const at = (timestamp: number) => keeper().pinClock({ timestamp });
const store = (text: string, metadata = {}) =>
  keeper().createDocument({ file: new File([text], '协议.txt', { type: 'text/plain' }), metadata });
const read = (url: string) =>
  fetch(url).then(async (response) => ({ status: response.status, text: await response.text() }));

describe('many documents at once', () => {
  it('are stored each with its metadata', async () => {
    const reply = await keeper().createDocuments({
      files: [new File(['one'], 'one.txt'), new File(['two'], 'two.txt')],
      metadataList: [{ fileName: '甲.txt', customProperties: { page: 1 } }, {}],
    });
    expect(reply.failedDocuments).toEqual([]);
    expect(reply.createdDocuments.map(({ metadata }) => metadata)).toMatchObject([
      { fileName: '甲.txt', size: 3, customProperties: { page: 1 } },
      { fileName: 'two.txt', size: 3, customProperties: {} },
    ]);
  });

  it('say which of them failed, and keep the others', async () => {
    await at(NOON);
    const body = new FormData();
    for (const name of ['late.txt', 'fine.txt']) body.append('files', new File(['x'], name));
    body.append('metadataList', JSON.stringify({ expiresAt: '2026-03-01T11:59:59Z' }));
    body.append('metadataList', JSON.stringify({}));
    const response = await fetch(`${server.url}/v2/documents/batch`, {
      method: 'POST',
      body,
      headers: { authorization: `Basic ${btoa('keeper:k')}` },
    });
    expect(response.status).toBe(207);
    expect(await response.json()).toMatchObject({
      createdDocuments: [{ metadata: { fileName: 'fine.txt' } }],
      failedDocuments: [{ fileName: 'late.txt', status: 400, title: 'INVALID_ARGUMENT' }],
    });
  });

  it('are refused when their metadata do not match them', async () => {
    const files = [new File(['1'], '1'), new File(['2'], '2')];
    await expect(keeper().createDocuments({ files, metadataList: [{}] })).rejects.toMatchObject({ status: 400 });
    await expect(keeper().createDocuments({ files: [] })).rejects.toMatchObject({ status: 400 });
  });
});

describe('a document with an end', () => {
  it('is gone for every reader then, and its id is free again', async () => {
    await at(NOON);
    const { documentId, metadata } = await store('short', { expiresAt: '2026-03-01T21:00:00+08:00' });
    expect(metadata.expiresAt).toBe('2026-03-01T13:00:00.000Z');
    await at(NOON + HOUR - 1);
    expect(await keeper().getDocument({ documentId })).toBe('short');
    await at(NOON + HOUR);
    await expect(keeper().getDocument({ documentId })).rejects.toMatchObject({ status: 404 });
    await expect(keeper().deleteDocument({ documentId })).rejects.toMatchObject({ status: 404 });
    await expect(keeper().createDocumentLink({ documentId })).rejects.toMatchObject({ status: 404 });
    const again = await keeper().createDocument({ file: new File(['new'], 'new.txt'), documentId });
    expect(again.documentId).toBe(documentId);
    const { rows } = await server.engine.pool.query('SELECT 1 FROM engine.document WHERE expires_at <= $1', [
      new Date(NOON + HOUR),
    ]);
    expect(rows).toEqual([]);
  });

  it.each([
    ['an end that has been', { expiresAt: '2001-01-01T00:00:00Z' }],
    ['a media type that is no header', { contentType: 'text/plain\r\nx-evil: 1' }],
    ['a name without end', { fileName: 'n'.repeat(401) }],
  ])('is refused with %s', async (_what, metadata) => {
    await expect(store('x', metadata)).rejects.toMatchObject({ status: 400 });
  });

  it.each(['[]', '[{},{}]', '"x"', 'null'])('is refused with metadata that are no object: %s', async (metadata) => {
    const body = new FormData();
    body.append('file', new File(['x'], 'x.txt'));
    body.append('metadata', metadata);
    const response = await fetch(`${server.url}/v2/documents`, {
      method: 'POST',
      body,
      headers: { authorization: `Basic ${btoa('keeper:k')}` },
    });
    expect(response.status).toBe(400);
  });

  it('is refused with an id that no index holds', async () => {
    const file = new File(['x'], 'x');
    await expect(keeper().createDocument({ file, documentId: 'd'.repeat(401) as never })).rejects.toMatchObject({
      status: 400,
    });
  });
});

describe('a link to a document', () => {
  it('is read by somebody who has nothing but the link, until its time is over', async () => {
    await at(NOON);
    const { documentId } = await store('for you');
    const { url, expiresAt } = await keeper().createDocumentLink({ documentId, timeToLive: HOUR });
    expect(expiresAt).toBe('2026-03-01T13:00:00.000Z');
    expect(await read(url)).toEqual({ status: 200, text: 'for you' });
    await at(NOON + HOUR);
    expect((await read(url)).status).toBe(403);
  });

  it('lives no longer than the document, and an hour when nobody says how long', async () => {
    await at(NOON);
    const short = await store('x', { expiresAt: '2026-03-01T12:10:00Z' });
    expect((await keeper().createDocumentLink({ documentId: short.documentId })).expiresAt).toBe(
      '2026-03-01T12:10:00.000Z',
    );
    const long = await store('x');
    expect((await keeper().createDocumentLink({ documentId: long.documentId })).expiresAt).toBe(
      '2026-03-01T13:00:00.000Z',
    );
  });

  it('cannot be stretched, moved to another document or guessed, and every failure looks the same', async () => {
    await at(NOON);
    const mine = await keeper().createDocumentLink({ documentId: (await store('mine')).documentId });
    const other = await store('secret');
    const changed = (change: (url: URL) => void) => {
      const url = new URL(mine.url);
      change(url);
      return url.href;
    };
    const attempts = [
      changed((url) => url.searchParams.set('expires', String(NOON + 100 * HOUR))),
      changed((url) => url.searchParams.delete('signature')),
      changed((url) => url.searchParams.append('signature', 'x')),
      changed((url) => url.searchParams.set('signature', '')),
      changed((url) => (url.pathname = `/v2/document-links/${other.documentId}`)),
      changed((url) => (url.pathname = '/v2/document-links/none')),
    ];
    const replies = await Promise.all(attempts.map(read));
    for (const { status } of replies) expect(status).toBe(403);
    expect(new Set(replies.map(({ text }) => text.replace(/"instance":"[^"]*"/, ''))).size).toBe(1);
  });

  it('does not lead to what has taken the place of its document', async () => {
    await at(NOON);
    const { documentId } = await store('old');
    const { url } = await keeper().createDocumentLink({ documentId });
    await keeper().deleteDocument({ documentId });
    expect((await read(url)).status).toBe(403);
    await keeper().createDocument({ file: new File(['new'], 'new.txt'), documentId });
    expect((await read(url)).status).toBe(403);
  });

  it('stays good when the server starts again', async () => {
    await at(NOON);
    const { documentId } = await store('still');
    const { url } = await keeper().createDocumentLink({ documentId });
    const again = createServer(createRestApp(server.engine)).listen(0, '127.0.0.1');
    await once(again, 'listening');
    const { port } = again.address() as AddressInfo;
    const moved = new URL(url);
    moved.port = String(port);
    expect(await read(moved.href)).toEqual({ status: 200, text: 'still' });
    again.closeAllConnections();
    again.close();
  });

  it('is made only by who may, for the content they mean', async () => {
    const { documentId } = await store('x');
    const reader = server.clientOf('reader', 'r');
    await expect(reader.createDocumentLink({ documentId })).rejects.toMatchObject({ status: 403 });
    await expect(keeper().createDocumentLink({ documentId, timeToLive: 0 })).rejects.toMatchObject({ status: 400 });
    const mistaken = keeper().createDocumentLink({ documentId, contentHash: 'other' });
    await expect(mistaken).rejects.toMatchObject({ status: 404 });
  });
});
