import { createEmptyDatabase, type TestDatabase } from '../../engine/postgres/test-database.js';

export { createEmptyDatabase, type TestDatabase };

/** A migrated database of this suite's own, cloned from the template of the run in some 50 ms. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const template = process.env['TEST_TEMPLATE_DATABASE'];
  if (!template) throw new Error('expected TEST_TEMPLATE_DATABASE, which the global set-up of jest sets');
  return createEmptyDatabase(template);
}
