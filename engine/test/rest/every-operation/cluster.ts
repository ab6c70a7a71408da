import { expect } from '@jest/globals';
import type { Scenarios } from './scenario.js';

export const clusterScenarios: Scenarios = {
  getTopology: async ({ client }) => {
    expect(await client.getTopology()).toMatchObject({
      clusterSize: 1,
      brokers: [{ partitions: [{ partitionId: 1 }] }],
    });
  },
  getStatus: async ({ client }) => {
    await client.getStatus();
  },
  getLicense: async ({ client }) => {
    expect(await client.getLicense()).toMatchObject({ validLicense: true });
  },
  getAuthentication: async ({ client }) => {
    expect(await client.getAuthentication()).toMatchObject({ username: 'anonymous' });
  },
  evaluateExpression: async ({ client }) => {
    expect(await client.evaluateExpression({ expression: '=a + 1', variables: { a: 1 } })).toEqual({
      expression: '=a + 1',
      result: 2,
      warnings: [],
    });
  },
  pinClock: async ({ client }) => {
    await client.pinClock({ timestamp: Date.UTC(2030, 0, 1) });
    expect(await client.evaluateExpression({ expression: '=today()' })).toMatchObject({ result: '2030-01-01' });
    await client.resetClock();
  },
  resetClock: async ({ client }) => {
    await client.pinClock({ timestamp: Date.UTC(2030, 0, 1) });
    await client.resetClock();
    expect(await client.evaluateExpression({ expression: '=today()' })).not.toMatchObject({ result: '2030-01-01' });
  },
};
