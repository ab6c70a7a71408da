import type { RestServer } from './rest-server.js';

/** Lets batch operations be created while none of them can find its items. */
export async function whileNothingIsFound<T>({ engine }: RestServer, work: () => Promise<T>): Promise<T> {
  const client = await engine.pool.connect();
  try {
    await client.query('BEGIN');
    await client.query(`LOCK TABLE ${engine.schema}.process_instance IN ACCESS EXCLUSIVE MODE`);
    return await work();
  } finally {
    await client.query('ROLLBACK');
    client.release();
  }
}
