import { describe, expect, it } from '@jest/globals';
import { Database } from '../../db/database.js';
import { setStage } from './stage.js';

describe('the one clock', () => {
  const stage = setStage();
  const sqlNow = () => stage.db.transaction((tx) => tx.now());

  it('stands still where it is pinned, for SQL and for everybody else', async () => {
    await stage.db.clock.pinClock('2026-05-01T00:00:00.000Z');
    expect(stage.db.clock.now()).toBe('2026-05-01T00:00:00.000Z');
    expect(await sqlNow()).toBe('2026-05-01T00:00:00.000Z');
    expect(stage.db.clock.pinned).toBe(true);
  });

  it('counts the civil day in Shanghai', async () => {
    await stage.db.clock.pinClock('2026-05-01T16:00:00.000Z');
    expect(await stage.db.transaction((tx) => tx.today())).toBe('2026-05-02');
    const [row] = await stage.db.query<{ today: string }>('SELECT app_today() AS today');
    expect(row?.today).toBe('2026-05-02');
  });

  it('runs on from where it was moved to, so that the lock of a dead worker ends', async () => {
    await stage.db.clock.moveClock('2026-06-01T00:00:00.000Z');
    const first = await sqlNow();
    const second = await sqlNow();
    expect(first >= '2026-06-01T00:00:00.000Z').toBe(true);
    expect(second >= first && second < '2026-06-01T00:05:00.000Z').toBe(true);
  });

  it('is the same for another process, which may refresh its copy', async () => {
    const other = await Database.open(stage.url);
    await stage.db.clock.pinClock('2026-07-01T00:00:00.000Z');
    await other.clock.refresh();
    expect(other.clock.now()).toBe('2026-07-01T00:00:00.000Z');
    await other.close();
  });

  it('is that of the machine once it is released', async () => {
    await stage.db.clock.releaseClock();
    expect(Math.abs(Date.parse(await sqlNow()) - Date.now())).toBeLessThan(60_000);
    expect(stage.db.clock.pinned).toBe(false);
  });

  it('gives one transaction one time, to the microsecond', async () => {
    await stage.db.clock.moveClock('2026-08-01T00:00:00.000Z');
    const times = await stage.db.transaction(async (tx) => {
      const exact = async () => (await tx.one<{ at: string }>('SELECT app_now()::text AS at')).at;
      return [await exact(), await exact(), await exact()];
    });
    expect(new Set(times).size).toBe(1);
  });

  it('that another session moves is the same for what a transaction goes by, and another for the next one', async () => {
    await stage.db.clock.pinClock('2026-08-31T15:00:00.000Z');
    const other = await Database.open(stage.url);
    const seen = await stage.db.transaction(async (tx) => {
      const before = await tx.now();
      await other.clock.pinClock('2026-09-01T15:00:00.000Z');
      return [before, await tx.now(), await tx.today()];
    });
    expect(seen).toEqual(['2026-08-31T15:00:00.000Z', '2026-08-31T15:00:00.000Z', '2026-08-31']);
    expect(await sqlNow()).toBe('2026-09-01T15:00:00.000Z');
    await other.close();
  });
});
