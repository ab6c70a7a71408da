import path from 'node:path';
import { credentials, loadPackageDefinition, status } from '@grpc/grpc-js';
import type { Client, ServiceError } from '@grpc/grpc-js';
import { loadSync } from '@grpc/proto-loader';
import { expect, it } from '@jest/globals';
import { startGrpc } from './grpc-server.js';

type Check = (request: { service: string }, answer: (error: ServiceError | null, reply?: unknown) => void) => void;
type HealthClient = new (address: string, secrets: unknown) => Client & { check: Check };

it('tells whoever asks whether it serves', async () => {
  const server = await startGrpc({ users: { only: { password: 'one' } } });
  const loaded = loadPackageDefinition(loadSync(path.resolve('engine/grpc/health.proto'), { enums: String }));
  const { Health } = (loaded['grpc'] as unknown as { health: { v1: { Health: HealthClient } } }).health.v1;
  const client = new Health(server.address, credentials.createInsecure());
  const check = (service: string) =>
    new Promise<unknown>((resolve) => {
      client.check({ service }, (error, reply) => {
        resolve(error ?? reply);
      });
    });
  expect(await check('')).toEqual({ status: 'SERVING' });
  expect(await check('gateway_protocol.Gateway')).toEqual({ status: 'SERVING' });
  expect(await check('another')).toMatchObject({ code: status.NOT_FOUND });
  await server.engine.close();
  expect(await check('')).toEqual({ status: 'NOT_SERVING' });
  client.close();
  await server.stop();
});
