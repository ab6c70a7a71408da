import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { randomBytes } from 'node:crypto';
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

  it('works for an owner who may create no roles; the triggers still guard the evidence', async () => {
    const owner = `owner_${randomBytes(4).toString('hex')}`;
    await client.query(`CREATE ROLE ${owner} LOGIN PASSWORD 'owner'`);
    await client.query(`GRANT CREATE, USAGE ON SCHEMA public TO ${owner}`);
    const url = new URL(testDatabase.url);
    url.username = owner;
    url.password = 'owner';
    await migrate(url.href);
    const db = await Database.open(url.href);
    const [row] = await db.query<{ role: string }>('SELECT current_user AS role');
    expect(row?.role).toBe(owner);
    const slip = db.query(`INSERT INTO ledger_entry VALUES ('x', 2, 'x', 'x', NULL, now(), '{}', '{}', 'x', 'x')`);
    await expect(slip).rejects.toThrow('台账记录须接在本案最后一条之后');
    await db.close();
    await client.query(`DROP OWNED BY ${owner}`);
    await client.query(`DROP ROLE ${owner}`);
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
