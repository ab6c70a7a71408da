import { migrate } from '../db/migrate.js';

const url = process.env['DATABASE_URL'];
if (!url) {
  console.error(
    'Set DATABASE_URL to the database to migrate, e.g. postgres://user:password@127.0.0.1:5432/expropriation',
  );
  process.exitCode = 2;
} else {
  await migrate(url);
  console.log('The database is up to date.');
}
