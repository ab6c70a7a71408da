import { afterAll, beforeAll } from '@jest/globals';
import { Database } from '../../db/database.js';
import { FieldWork } from '../factories/field-work.js';
import type { NewProject } from '../../db/repositories/projects.repository.js';
import type { ImportedHousehold } from '../../rules/import/validate-households.js';
import { createTestDatabase } from '../helpers/database.js';
import type { TestDatabase } from '../helpers/database.js';
import { SqlAttacker } from './sql-attacker.js';
import { TEST_SIGNING_SECRET } from '../helpers/signing-secret.js';

/** What a suite works on: a database of its own, a project in the field, and somebody with the password. */
export interface Stage {
  db: Database;
  url: string;
  field: FieldWork;
  attacker: SqlAttacker;
}

/** Sets the stage before the tests of a suite and takes it down after them. */
export function setStage(
  households: number | readonly ImportedHousehold[] = 1,
  project: Partial<NewProject> = {},
): Stage {
  const stage = {} as Stage;
  let testDatabase: TestDatabase;
  beforeAll(async () => {
    testDatabase = await createTestDatabase();
    stage.url = testDatabase.url;
    stage.db = await Database.open(testDatabase.url, { signingSecret: TEST_SIGNING_SECRET });
    stage.field = await FieldWork.start(stage.db, households, project);
    stage.attacker = await SqlAttacker.connect(testDatabase.url);
  });
  afterAll(async () => {
    await stage.attacker.close();
    await stage.db.close();
    await testDatabase.drop();
  });
  return stage;
}
