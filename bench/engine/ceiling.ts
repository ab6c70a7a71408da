import { Client } from 'pg';
import { onServer } from './database.js';

const CLIENTS = [1, 8, 32];

/** How many single-row transactions the server commits: nothing durable can be faster with one commit per command. */
export async function commitCeiling(databaseUrl: string, seconds: number) {
  await onServer(databaseUrl, (client) => client.query('CREATE TABLE bench_ins (id bigserial PRIMARY KEY, v text)'));
  const results = [];
  for (const clients of CLIENTS) results.push(await insertCommits(databaseUrl, clients, seconds));
  return results;
}

async function insertCommits(databaseUrl: string, clients: number, seconds: number) {
  const connections = await Promise.all(
    Array.from({ length: clients }, async () => {
      const client = new Client({ connectionString: databaseUrl });
      await client.connect();
      return client;
    }),
  );
  const insert = {
    name: 'insert',
    text: 'INSERT INTO bench_ins (v) VALUES ($1)',
    values: ['0123456789abcdef0123456789abcdef'],
  };
  const began = performance.now();
  const end = began + seconds * 1000;
  let commits = 0;
  await Promise.all(
    connections.map(async (connection) => {
      while (performance.now() < end) {
        await connection.query(insert);
        commits += 1;
      }
      await connection.end();
    }),
  );
  const took = (performance.now() - began) / 1000;
  return { engine: 'postgresql', scenario: 'insert-commit', clients, commits_per_s: commits / took };
}
