/** The whole application as `npm start` runs it, on a database of its own, with the sample's accounts and no project. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pino } from 'pino';
import { createSampleAccounts } from '../../app/load-sample.js';
import { readSettings } from '../../app/settings.js';
import { startSystem } from '../../app/system.js';
import type { Database } from '../../db/database.js';
import { createTestDatabase } from '../helpers/database.js';

export interface Application {
  readonly url: string;
  readonly database: Database;
  readonly stop: () => Promise<void>;
}

export async function startApplication(pages: string): Promise<Application> {
  const database = await createTestDatabase();
  const dataDir = await mkdtemp(path.join(tmpdir(), 'application-'));
  const system = await startSystem({
    settings: readSettings({ DATA_DIR: dataDir, DATABASE_URL: database.url, PORT: '0', ENGINE_PORT: '0' }),
    pages,
    log: pino({ level: 'silent' }),
    prepare: async (db) => {
      await db.transaction((tx) => createSampleAccounts(tx));
    },
  });
  return {
    url: system.url,
    database: system.database,
    stop: async () => {
      await system.stop();
      await database.drop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
