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
};
