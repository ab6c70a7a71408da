import { expect } from '@jest/globals';
import { AT_ONCE } from '../rest-server.js';
import type { RestServer } from '../rest-server.js';
import { only } from './scenario.js';
import type { Scenarios } from './scenario.js';

/** Of canceling tasks only: the other scenarios cancel none. */
const settings = { type: 'every-canceled', eventTypes: ['canceling' as const] };

async function created({ client }: RestServer, name: string) {
  const id = name as never;
  return { id, listener: await client.createGlobalTaskListener({ id, ...settings }) };
}

export const globalTaskListenerScenarios: Scenarios = {
  createGlobalTaskListener: async (server) => {
    const { listener } = await created(server, 'created');
    expect(listener).toMatchObject({ ...settings, id: 'created', retries: 3, priority: 50, source: 'API' });
  },
  getGlobalTaskListener: async (server) => {
    const { id, listener } = await created(server, 'read');
    expect(await server.client.getGlobalTaskListener({ id }, AT_ONCE)).toEqual(listener);
  },
  updateGlobalTaskListener: async (server) => {
    const { id } = await created(server, 'updated');
    const updated = await server.client.updateGlobalTaskListener({ id, ...settings, priority: 99 });
    expect(updated).toMatchObject({ id: 'updated', priority: 99 });
  },
  deleteGlobalTaskListener: async (server) => {
    const { id } = await created(server, 'deleted');
    await server.client.deleteGlobalTaskListener({ id });
    await expect(server.client.getGlobalTaskListener({ id }, AT_ONCE)).rejects.toMatchObject({ status: 404 });
  },
  searchGlobalTaskListeners: async (server) => {
    const { id, listener } = await created(server, 'searched');
    const found = await server.client.searchGlobalTaskListeners({ filter: { id } }, AT_ONCE);
    expect(only(found.items)).toEqual(listener);
  },
};
