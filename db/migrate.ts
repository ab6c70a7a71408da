import { DataSource } from 'typeorm';
import type { EntityManager } from 'typeorm';
import { grantApplicationRights } from './application-role.js';
import { migrations } from './migrations/index.js';
import { syncActs } from './sync-acts.js';
import { syncParameters } from './sync-parameters.js';

/** Any number will do as long as every process that migrates takes the same. */
const MIGRATION_LOCK = 7_262_021;

/**
 * Brings a database up to date: runs the migrations that are missing, writes the table of acts into it and gives
 * the application role its rights. May be called at every start and by several processes at once: they take turns.
 */
export async function migrate(databaseUrl: string): Promise<void> {
  const source = new DataSource({
    type: 'postgres',
    url: databaseUrl,
    synchronize: false,
    migrations: [...migrations],
    migrationsTableName: 'schema_migration',
    applicationName: 'expropriation-migrate',
  });
  await source.initialize();
  try {
    await underLock(source, async () => {
      await source.runMigrations({ transaction: 'each' });
      await source.transaction(async (manager: EntityManager) => {
        await syncActs(manager);
        await syncParameters(manager);
        await grantApplicationRights(manager);
      });
    });
  } finally {
    await source.destroy();
  }
}

/** The lock belongs to a connection of its own, so it ends with it, whatever becomes of the process. */
async function underLock(source: DataSource, work: () => Promise<void>): Promise<void> {
  const holder = source.createQueryRunner();
  await holder.connect();
  try {
    await holder.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK]);
    await work();
    await holder.query('SELECT pg_advisory_unlock($1)', [MIGRATION_LOCK]);
  } finally {
    await holder.release();
  }
}
