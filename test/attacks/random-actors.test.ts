import { describe, expect, it } from '@jest/globals';
import { play } from '../actors/play.js';

const STEPS = Number(process.env['ACTORS_STEPS'] ?? 2000);
const SEED = Number(process.env['ACTORS_SEED'] ?? 20260302);
/** So many steps one project lasts; after that another begins. */
const A_PROJECT = 2000;

describe('random people do random things in random order', () => {
  const projects = Array.from({ length: Math.ceil(STEPS / A_PROJECT) }, (_, number) => ({
    seed: SEED + number,
    steps: Math.min(A_PROJECT, STEPS - number * A_PROJECT),
  }));

  it.each(projects)(
    'no invariant breaks in $steps steps of seed $seed, and the work gets done (R-41, R-46, R-56, R-61)',
    async ({ seed, steps }) => {
      const played = await play({ seed, steps });
      process.stdout.write(`${JSON.stringify({ ...played, paidFen: played.paidFen.toString() })}\n`);
      expect(played.accepted / played.steps).toBeGreaterThan(0.15);
      expect(played.refused / played.steps).toBeGreaterThan(0.15);
      expect(played.traced).toBeGreaterThan(steps / 10);
      if (steps < A_PROJECT) return;
      expect(played.sealed).toBeGreaterThan(0);
      expect(played.paidFen).toBeGreaterThan(0n);
    },
    600_000,
  );
});
