import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Client } from 'pg';
import { createEmptyDatabase, createTestDatabase, type TestDatabase } from '../helpers/database.js';

async function query(database: TestDatabase, sql: string): Promise<unknown[]> {
  const client = new Client({ connectionString: database.url });
  await client.connect();
  try {
    const { rows } = await client.query<Record<string, unknown>>(sql);
    return rows;
  } finally {
    await client.end();
  }
}

describe('databases of a test suite', () => {
  let first: TestDatabase;
  let second: TestDatabase;

  beforeAll(async () => {
    [first, second] = await Promise.all([createTestDatabase(), createTestDatabase()]);
  });

  afterAll(async () => {
    await Promise.all([first.drop(), second.drop()]);
  });

  it('shows nothing of one suite to another', async () => {
    await query(first, 'create table only_here (id int)');

    const seen = "select to_regclass('only_here')::text as found";
    await expect(query(first, seen)).resolves.toEqual([{ found: 'only_here' }]);
    await expect(query(second, seen)).resolves.toEqual([{ found: null }]);
  });

  it('compares Chinese texts by code point and folds case as Unicode does, on every machine alike', async () => {
    await expect(query(first, "select '丁' < '丙' as less, upper('ñ') as upper")).resolves.toEqual([
      { less: true, upper: 'Ñ' },
    ]);
  });

  it('drops a database that is still connected', async () => {
    const database = await createEmptyDatabase();
    const client = new Client({ connectionString: database.url });
    const lost = new Promise((resolve) => client.on('error', resolve));
    await client.connect();

    await database.drop();

    await expect(lost).resolves.toMatchObject({ code: '57P01' });
    await expect(query(database, 'select 1')).rejects.toMatchObject({ code: '3D000' });
  });
});
