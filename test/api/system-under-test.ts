import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import request from 'supertest';
import type TestAgent from 'supertest/lib/agent.js';
import type { TaskDetail, TaskPage, TaskRow } from '../../api/contract/index.js';
import { createSampleAccounts, SAMPLE_PROJECT } from '../../app/load-sample.js';
import { SAMPLE_PASSWORD } from '../../app/samples/accounts.js';
import { readSettings } from '../../app/settings.js';
import { startSystem } from '../../app/system.js';
import type { System } from '../../app/system.js';
import { launchSampleProject } from '../factories/launch.js';
import { createTestDatabase } from '../helpers/database.js';
import { eventually } from '../process/eventually.js';
import { registerLine, registerOf } from './api-under-test.js';

export interface SystemUnderTest {
  readonly system: System;
  readonly as: (username: string) => Promise<TestAgent>;
  /** The open task of this act that the person may claim, once the processes have come that far. */
  readonly waitForTask: (username: string, act: TaskRow['act'], scope?: 'groups' | 'mine') => Promise<TaskRow>;
  readonly stop: () => Promise<void>;
}

const PATIENCE_MS = 20_000;

/** Database, engine, workers and API together, as `npm start` runs them, with the sample's accounts. */
export async function startWholeSystem(): Promise<SystemUnderTest> {
  const database = await createTestDatabase();
  const dataDir = await mkdtemp(join(tmpdir(), 'system-'));
  const system = await startSystem({
    settings: readSettings({ DATA_DIR: dataDir, DATABASE_URL: database.url, PORT: '0', ENGINE_PORT: '0' }),
    log: pino({ level: 'silent' }),
    prepare: async (db) => {
      await db.transaction((tx) => createSampleAccounts(tx));
    },
  });
  const agents = new Map<string, TestAgent>();
  const as = async (username: string): Promise<TestAgent> => {
    const known = agents.get(username);
    if (known) return known;
    const agent = request.agent(system.url);
    await agent.post('/api/session').send({ username, password: SAMPLE_PASSWORD }).expect(200);
    agents.set(username, agent);
    return agent;
  };
  return {
    system,
    as,
    waitForTask: async (username, act, scope = 'groups') => {
      const agent = await as(username);
      const look = async () => {
        const answer = await agent.get('/api/tasks').query({ scope, pageSize: 100 }).expect(200);
        return (answer.body as TaskPage).items.find((task) => task.act === act && task.claim.allowed);
      };
      return eventually(`a task ${act} for ${username}`, look, PATIENCE_MS);
    },
    stop: async () => {
      await system.stop();
      await database.drop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

/** The sample project with these households, registered through the interface and launched. */
export async function openProject({ as, system }: SystemUnderTest, numbers: readonly string[]): Promise<string> {
  const district = await as('district');
  const clock = await district.get('/api/clock');
  const registeredOn = (clock.body as { now: string }).now.slice(0, 10);
  const registered = await district
    .post('/api/projects')
    .send({ ...SAMPLE_PROJECT, registeredOn })
    .expect(201);
  const { id } = registered.body as { id: string };
  await system.database.transaction((tx) => launchSampleProject(tx, id));
  await (
    await as('town-a')
  )
    .post(`/api/projects/${id}/households`)
    .set('Content-Type', 'text/csv')
    .send(registerOf(...numbers.map((number) => registerLine(number))))
    .expect(201);
  return id;
}

export async function detailOf(agent: TestAgent, taskKey: string): Promise<TaskDetail> {
  return (await agent.get(`/api/tasks/${taskKey}`).expect(200)).body as TaskDetail;
}
