import { Dice } from './dice.js';
import { Watch } from './invariants.js';
import { Mischief } from './mischief.js';
import { Waiting } from './waiting.js';
import type { Move } from './waiting.js';
import { Work } from './work.js';
import { World } from './world.js';

export interface Played {
  readonly steps: number;
  readonly accepted: number;
  readonly refused: number;
  /** Refusals of persons that were looked up in the ledger. */
  readonly traced: number;
  readonly byDoor: Readonly<Record<string, readonly [accepted: number, refused: number]>>;
  readonly sealed: number;
  readonly paidFen: bigint;
  readonly households: number;
}

interface Options {
  readonly seed: number;
  readonly steps: number;
  readonly households?: number;
  /** How often everything is asked, in steps. */
  readonly every?: number;
}

const LAST = 15;

/** Random people do random things; fails with the seed and the last steps where an invariant breaks or a fault comes. */
export async function play({ seed, steps, households = 6, every = 250 }: Options): Promise<Played> {
  const dice = new Dice(seed);
  const world = await World.start(dice, households);
  const last: string[] = [];
  try {
    return await playIn(world, { steps, every, last });
  } catch (error) {
    const words = error instanceof Error ? (error.stack ?? error.message) : String(error);
    throw new Error(`seed ${String(seed)}, last steps:\n  ${last.join('\n  ')}\n${words}`, { cause: error });
  } finally {
    await world.stop();
  }
}

async function playIn(
  world: World,
  { steps, every, last }: { readonly steps: number; readonly every: number; readonly last: string[] },
): Promise<Played> {
  const work = new Work(world);
  const waiting = new Waiting(world, work);
  const mischief = new Mischief(world, work);
  const watch = new Watch(world.db);
  const doors = new Map<string, [number, number]>();
  let helpful = 50;
  for (let step = 1; step <= steps; step += 1) {
    if (step % 50 === 1) helpful = 35 + world.dice.below(45);
    const move = await next(world, waiting, mischief, helpful);
    last.push(`${String(step)} ${move.name}`);
    if (last.length > LAST) last.shift();
    const { accepted, why } = await move.run();
    last.push(`${last.pop() ?? ''} → ${accepted ? 'accepted' : 'refused'} ${why}`);
    const counts = doors.get(move.door) ?? [0, 0];
    counts[accepted ? 0 : 1] += 1;
    doors.set(move.door, counts);
    if (step % every === 0 || step === steps) {
      const breaches = await watch.breaches();
      if (breaches.length > 0) throw new Error(breaches.join('\n'));
    }
  }
  const sum = (which: 0 | 1) => [...doors.values()].reduce((total, counts) => total + counts[which], 0);
  const [reached] = await world.db.query<{ sealed: bigint; paid: bigint }>(
    `SELECT (SELECT count(*) FROM agreement WHERE sealed_at IS NOT NULL) AS sealed,
       (SELECT coalesce(sum(amount_fen), 0)::bigint FROM bank_receipt WHERE status = 'paid') AS paid`,
  );
  return {
    steps,
    accepted: sum(0),
    refused: sum(1),
    traced: world.traced,
    byDoor: Object.fromEntries(doors),
    sealed: Number(reached?.sealed ?? 0n),
    paidFen: reached?.paid ?? 0n,
    households: world.field.householdIds.length,
  };
}

/** Of what waits, now and then the same again; else mischief. */
async function next(world: World, waiting: Waiting, mischief: Mischief, helpful: number): Promise<Move> {
  if (!world.dice.percent(helpful)) return mischief.move();
  const moves = await waiting.moves();
  return moves.length === 0 ? mischief.move() : world.dice.pick(moves);
}
