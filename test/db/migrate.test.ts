import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Client } from 'pg';
import { ACT_NAMES } from '../../rules/acts.js';
import { Database } from '../../db/database.js';
import { entities } from '../../db/entities/index.js';
import { migrate } from '../../db/migrate.js';
import { migrations } from '../../db/migrations/index.js';
import { createEmptyDatabase } from '../helpers/database.js';
import type { TestDatabase } from '../helpers/database.js';

describe('migrating an empty database', () => {
  let testDatabase: TestDatabase;
  let client: Client;
  beforeEach(async () => {
    testDatabase = await createEmptyDatabase();
    client = new Client({ connectionString: testDatabase.url });
    await client.connect();
  });
  afterEach(async () => {
    await client.end();
    await testDatabase.drop();
  });

  const count = async (table: string) => {
    const { rows } = await client.query<{ count: string }>(`SELECT count(*) FROM ${table}`);
    return Number(rows[0]?.count);
  };

  it('runs each migration once, even when two processes start together and a third comes later', async () => {
    await Promise.all([migrate(testDatabase.url), migrate(testDatabase.url)]);
    await migrate(testDatabase.url);
    expect(await count('schema_migration')).toBe(migrations.length);
  });

  it('writes the table of acts of the rules into the database, and puts a tampered one right again', async () => {
    await migrate(testDatabase.url);
    expect(await count('act_definition')).toBe(ACT_NAMES.length);
    const before = await count('act_separation');
    await client.query(`DELETE FROM act_separation WHERE act = 'seal-agreement'`);
    await client.query(`INSERT INTO act_role VALUES ('seal-agreement', 'field-officer')`);
    await migrate(testDatabase.url);
    expect(await count('act_separation')).toBe(before);
    expect(await count(`act_role WHERE act = 'seal-agreement'`)).toBe(1);
  });

  it('keeps the timestamps of the migrations in order', () => {
    const stamps = migrations.map((each) => Number(new each().name?.slice(-13)));
    expect(stamps).toEqual([...stamps].sort((a, b) => a - b));
    expect(new Set(stamps).size).toBe(stamps.length);
  });

  it('makes tables that every entity can be read from', async () => {
    await migrate(testDatabase.url);
    const db = await Database.open(testDatabase.url);
    for (const entity of entities) {
      const rows = await db.transaction((tx) => tx.manager.find<object>(entity, { take: 1 }));
      expect(rows).toEqual([]);
    }
    await db.close();
  });
});
