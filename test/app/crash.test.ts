import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startPostgres } from '@expropriation/engine/postgres';
import type { Postgres } from '@expropriation/engine/postgres';
import pg from 'pg';
import { Database } from '../../db/database.js';
import { exportAll } from '../../db/repositories/ledger.repository.js';
import { verifyChain } from '../../ledger/chain.js';
import { ACTIVE_OF_ENDED_PROJECT } from '../process/active-cases.js';
import { dataFolder, Program, removeDataFolder } from './program.js';

const HOUSEHOLDS = 4;
/** Of the first households of the sample, one rents a public house: its owner is paid beside it. */
const OWNERS = 1;
/** Words of the progress line: the run is killed when it shows them for the first time. */
const KILLED_WHILE = ['公示中', '件袋审核中', '已生效'];
/** Generous: a busy machine of two cores is slow, and a run that hangs is as plain after five minutes. */
const PATIENCE_MS = 300_000;

describe('a played project whose process group is killed with -9 again and again', () => {
  let folder: string;
  let postgres: Postgres;
  let pool: pg.Pool;
  const play = () =>
    Program.start('app/demo.ts', ['--households', String(HOUSEHOLDS), '--seed', '3', '--json', '--data', folder]);
  const rows = async <Row>(sql: string) => (await pool.query(sql)).rows as Row[];
  const one = async (sql: string) => Object.values((await rows<Record<string, unknown>>(sql))[0] ?? {});

  beforeAll(
    async () => {
      folder = await dataFolder();
      for (const word of KILLED_WHILE) {
        const program = play();
        await program.says(new RegExp(word), PATIENCE_MS);
        await program.killGroup();
      }
      const last = play();
      const code = await last.code();
      if (code !== 0) throw new Error(`the last run ended with ${String(code)}: ${last.stdout}${last.stderr}`);
      postgres = await startPostgres({ dataDir: `${folder}/postgres` });
      pool = new pg.Pool({ connectionString: postgres.url('expropriation'), max: 2 });
    },
    (KILLED_WHILE.length + 1) * PATIENCE_MS,
  );

  afterAll(async () => {
    await pool.end();
    await postgres.stop();
    await removeDataFolder(folder);
  });

  it('has lost no case: every household is paid and closed, and no process needs a person', async () => {
    expect(await rows('SELECT stage, count(*)::int AS count FROM household GROUP BY stage')).toEqual([
      { stage: 'closed', count: HOUSEHOLDS },
    ]);
    expect(await one(`SELECT count(*)::int FROM engine.incident WHERE state = 'ACTIVE'`)).toEqual([0]);
    expect(await rows(ACTIVE_OF_ENDED_PROJECT)).toEqual([]);
    expect(await one('SELECT count(*)::int FROM outbox WHERE published_at IS NULL')).toEqual([0]);
  });

  it('has opened one case per household and one agreement in force for each', async () => {
    expect(
      await one(`SELECT count(*)::int FROM engine.process_instance WHERE process_definition_id = 'household-case'`),
    ).toEqual([HOUSEHOLDS]);
    expect(
      await one(
        `SELECT count(*)::int AS agreements, count(DISTINCT household_id)::int AS households FROM agreement WHERE status = 'effective'`,
      ),
    ).toEqual([HOUSEHOLDS, HOUSEHOLDS]);
  });

  it('has paid every agreement to the fen, and nobody twice', async () => {
    expect(
      await one(`SELECT count(*)::int AS transfers, count(DISTINCT item_id)::int AS items FROM bank_instruction
        JOIN bank_receipt USING (end_to_end_id) WHERE bank_receipt.status = 'paid'`),
    ).toEqual([HOUSEHOLDS + OWNERS, HOUSEHOLDS + OWNERS]);
    const [agreed, paid, booked] = await one(`SELECT
      (SELECT sum(agreement.total_fen + coalesce(owner_share_fen, 0)) FROM agreement
        JOIN compensation_calculation calculation ON calculation.id = calculation_id
        WHERE status = 'effective') AS agreed,
      (SELECT sum(amount_fen) FROM bank_receipt WHERE status = 'paid') AS paid,
      (SELECT sum(amount_fen) FROM special_account_entry WHERE kind = 'payment') AS booked`);
    expect([agreed, booked]).toEqual([paid, paid]);
    expect(Number(paid)).toBeGreaterThan(0);
  });

  it('has done every task and every job once', async () => {
    expect(
      await rows(`SELECT task_key FROM case_act WHERE withdrawn_at IS NULL AND task_key IS NOT NULL
        GROUP BY task_key HAVING count(*) > 1`),
    ).toEqual([]);
    expect(
      await rows(`SELECT household_id, round, officer_id FROM area_survey GROUP BY 1, 2, 3 HAVING count(*) > 1`),
    ).toEqual([]);
    expect(await rows(`SELECT job_key FROM engine.job WHERE state NOT IN ('COMPLETED', 'CANCELED')`)).toEqual([]);
  });

  it('has an unbroken ledger for every case', async () => {
    const database = await Database.open(postgres.url('expropriation'));
    try {
      const entries = await database.transaction(exportAll);
      const cases = Map.groupBy(entries, ({ caseId }) => caseId);
      expect(cases.size).toBeGreaterThan(HOUSEHOLDS);
      for (const chain of cases.values()) expect(verifyChain(chain)).toMatchObject({ ok: true });
    } finally {
      await database.close();
    }
  });
});
