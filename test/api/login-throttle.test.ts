import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createLoginThrottle } from '../../api/login-throttle.js';
import { Database } from '../../db/database.js';
import { createTestDatabase } from '../helpers/database.js';
import type { TestDatabase } from '../helpers/database.js';

describe('waiting after wrong passwords', () => {
  let database: TestDatabase;
  let first: Database;
  let second: Database;
  beforeAll(async () => {
    database = await createTestDatabase();
    first = await Database.open(database.url);
    second = await Database.open(database.url);
  });
  afterAll(async () => {
    await Promise.all([first.close(), second.close()]);
    await database.drop();
  });
  const rows = () => first.query<{ key: string }>('SELECT key FROM login_attempt');

  it('counts together in all processes, attempts of the same moment too, and survives a restart', async () => {
    let now = 1_000_000_000;
    const processes = [first, second].map((db) => createLoginThrottle(db, () => now));
    const admit = (index: number) => processes[index % 2]?.admit('seal', '192.0.2.1') ?? Promise.reject(new Error());
    const waits = await Promise.all(Array.from({ length: 9 }, (_, index) => admit(index)));
    expect(waits.filter((wait) => wait === 0)).toHaveLength(5);
    const restarted = createLoginThrottle(second, () => now);
    expect(await restarted.admit('SEAL', '192.0.2.1')).toBe(30_000);
    expect(await restarted.admit('seal', '192.0.2.2')).toBe(0);
    now += 30_000;
    expect(await restarted.admit('seal', '192.0.2.1')).toBe(0);
    expect(await processes[0]?.admit('seal', '192.0.2.1')).toBe(60_000);
    now += 60_000;
    expect(await restarted.admit('seal', '192.0.2.1')).toBe(0);
    await restarted.succeeded('seal', '192.0.2.1');
    expect(await processes[0]?.admit('seal', '192.0.2.1')).toBe(0);
  });

  it('keeps neither names nor addresses in clear, and nothing for longer than an hour', async () => {
    const kept = await rows();
    expect(kept.length).toBeGreaterThan(0);
    expect(JSON.stringify(kept)).not.toMatch(/seal|192\.0/);
    const later = createLoginThrottle(first, () => 1_000_000_000 + 2 * 3_600_000);
    expect(await later.admit('approver', '198.51.100.7')).toBe(0);
    expect(await rows()).toHaveLength(2);
  });
});
