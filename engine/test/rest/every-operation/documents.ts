import { expect } from '@jest/globals';
import type { Scenarios } from './scenario.js';

const file = (name: string) => new File(['记录'], name, { type: 'text/plain' });

export const documentScenarios: Scenarios = {
  createDocument: async ({ client }) => {
    const created = await client.createDocument({
      file: file('a.txt'),
      metadata: { fileName: '笔录.txt', customProperties: { page: 1 } },
    });
    expect(created.metadata).toMatchObject({ fileName: '笔录.txt', size: 6, customProperties: { page: 1 } });
  },
  getDocument: async ({ client }) => {
    const { documentId, contentHash } = await client.createDocument({ file: file('b.txt') });
    // The client gives text as text, whatever its types say.
    const content: unknown = await client.getDocument({ documentId, contentHash: contentHash ?? '' });
    expect(content).toBe('记录');
  },
  deleteDocument: async ({ client }) => {
    const { documentId } = await client.createDocument({ file: file('c.txt') });
    await client.deleteDocument({ documentId });
    await expect(client.deleteDocument({ documentId })).rejects.toMatchObject({ status: 404 });
  },
  createDocuments: async ({ client }) => {
    const { createdDocuments, failedDocuments } = await client.createDocuments({
      files: [file('d.txt'), file('e.txt')],
      metadataList: [{ fileName: '甲.txt' }, {}],
    });
    expect(createdDocuments.map(({ metadata }) => metadata.fileName)).toEqual(['甲.txt', 'e.txt']);
    expect(failedDocuments).toEqual([]);
  },
  createDocumentLink: async ({ client }) => {
    const { documentId } = await client.createDocument({ file: file('f.txt') });
    const { url } = await client.createDocumentLink({ documentId, timeToLive: 60_000 });
    expect(await (await fetch(url)).text()).toBe('记录');
  },
};
