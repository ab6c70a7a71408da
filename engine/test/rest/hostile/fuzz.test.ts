import { readFile, readdir } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { seededRandom } from '../../crash/seeded-random.js';
import { diagram, row, serviceTask } from '../diagrams.js';
import { startRest } from '../rest-server.js';
import type { RestServer } from '../rest-server.js';
import { mutated } from './mutate.js';
import { upload } from './upload.js';

/** A file is answered before the official clients give up, even on a busy machine. */
const PATIENCE_MS = 10_000;
const ROUNDS = 60;

let server: RestServer;
const good = diagram('good', row(serviceTask('A', 'good-a')));
let sources: string[];
beforeAll(async () => {
  server = await startRest();
  await server.deploy({ 'good.bpmn': good });
  sources = await diagrams();
});
afterAll(() => server.stop());

/** The diagrams of the host application, and those that show what a rule for diagrams finds. */
async function diagrams(): Promise<string[]> {
  const texts: string[] = [];
  for (const folder of ['bpmn', 'test/lint']) {
    const names = await readdir(folder, { recursive: true });
    for (const name of names.filter((file) => file.endsWith('.bpmn')).sort())
      texts.push(await readFile(path.join(folder, name), 'utf8'));
  }
  return texts;
}

/** What the file and an instance of each of its processes are answered. */
async function answers(name: string, content: string): Promise<void> {
  const reply = await upload(server.url, [[name, content]]);
  expect(reply.took).toBeLessThan(PATIENCE_MS);
  if (reply.status !== 200) {
    expect(reply).toMatchObject({
      status: 400,
      json: { title: 'INVALID_ARGUMENT', detail: expect.stringMatching(/\S/) },
    });
    return;
  }
  for (const { processDefinition } of reply.json['deployments'] as {
    processDefinition?: { processDefinitionId: string };
  }[]) {
    if (processDefinition == null) continue;
    const created = await server.send('POST', '/v2/process-instances', processDefinition);
    expect([200, 400, 409]).toContain(created.status);
  }
}

describe('diagrams with faults that nobody has thought of', () => {
  it.each([1, 2, 3, 4, 5])(
    'are taken or refused with the cause, and the engine goes on (seed %i)',
    async (seed) => {
      const random = seededRandom(seed);
      const pick = (below: number): number => Math.floor(random() * below);
      for (let round = 0; round < ROUNDS; round += 1) {
        const [source = '', peer = ''] = [sources[pick(sources.length)], sources[pick(sources.length)]];
        await answers(`${String(seed)}-${String(round)}.bpmn`, mutated(source, peer, pick));
      }
      expect((await upload(server.url, [['good.bpmn', good]])).status).toBe(200);
      const created = await server.send('POST', '/v2/process-instances', { processDefinitionId: 'good' });
      expect(created.status).toBe(200);
    },
    120_000,
  );
});
