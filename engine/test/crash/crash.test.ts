import { describe, expect, it } from '@jest/globals';
import { besiege } from './siege.js';

describe('kill -9 under load, of the engine, of a session of its database, and of the database', () => {
  it('loses nothing that was acknowledged, does nothing twice, and lets every journey end', async () => {
    const { faults, journeys, jobs, lastWords } = await besiege({ durationMs: 12_000, seed: 20_261_125 });
    expect([faults, faults.length === 0 ? '' : lastWords]).toEqual([[], '']);
    expect(journeys).toBeGreaterThan(20);
    expect(jobs).toBeGreaterThan(100);
  }, 180_000);
});
