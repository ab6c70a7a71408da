import { Client } from 'pg';
import { COMPLETED, JOBS } from './diagrams.js';
import type { Acknowledged } from './load.js';

/** Faults, one sentence each; none is what is wanted. */
export async function audit(databaseUrl: string, acknowledged: Acknowledged): Promise<string[]> {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const faults: string[] = [];
    for (const check of [journeys, elements, jobs, userTasks, counters, messages, nothingElse])
      faults.push(...(await check(client, acknowledged)));
    return faults;
  } finally {
    await client.end();
  }
}

type Check = (client: Client, acknowledged: Acknowledged) => Promise<string[]>;

async function rows<Row extends object>(client: Client, sql: string): Promise<Row[]> {
  return (await client.query<Row>(sql)).rows;
}

const journeys: Check = async (client, acknowledged) => {
  const stored = await rows<{ number: string; key: string; state: string }>(
    client,
    `SELECT business_id AS number, process_instance_key AS key, state FROM engine.process_instance
     WHERE process_definition_id = 'journey'`,
  );
  const states = new Map(stored.map(({ key, state }) => [key, state]));
  const faults = [...acknowledged.journeys].flatMap(([number, key]) =>
    states.get(key) === 'COMPLETED' ? [] : [`journey ${number} was started, but is ${states.get(key) ?? 'lost'}`],
  );
  const numbers = new Set(stored.map(({ number }) => number));
  if (numbers.size < stored.length) faults.push(`${String(stored.length - numbers.size)} journeys were started twice`);
  return faults;
};

/** Also of journeys whose start nobody acknowledged: once there, they run like any other. */
const elements: Check = async (client) => {
  const counted = await rows<{ instance: string; element: string; n: number; others: number }>(
    client,
    `SELECT process_instance_key AS instance, element_id AS element,
            count(*) FILTER (WHERE state = 'COMPLETED')::int AS n, count(*) FILTER (WHERE state <> 'COMPLETED')::int AS others
     FROM engine.element_instance WHERE process_definition_id = 'journey' GROUP BY 1, 2`,
  );
  const wrong = counted.filter(({ element, n, others }) => n !== COMPLETED[element] || others > 0);
  const seen = new Map<string, number>();
  for (const { instance } of counted) seen.set(instance, (seen.get(instance) ?? 0) + 1);
  const short = [...seen].filter(([, count]) => count !== Object.keys(COMPLETED).length);
  return [
    ...wrong.map((each) => `element ${each.element} of ${each.instance} completed ${String(each.n)} times`),
    ...short.map(([instance, count]) => `journey ${instance} went through ${String(count)} elements`),
  ];
};

const jobs: Check = async (client, acknowledged) => {
  const stored = await rows<{ key: string; state: string }>(client, 'SELECT job_key AS key, state FROM engine.job');
  const states = new Map(stored.map(({ key, state }) => [key, state]));
  const twice = acknowledged.jobs.length - new Set(acknowledged.jobs).size;
  const lost = acknowledged.jobs.filter((key) => states.get(key) !== 'COMPLETED');
  const counted = await rows<{ root: string; type: string; n: number }>(
    client,
    `SELECT root_process_instance_key AS root, type, count(*)::int AS n FROM engine.job WHERE state = 'COMPLETED' GROUP BY 1, 2`,
  );
  const wrong = counted.filter(({ type, n }) => n !== JOBS[type]);
  const open = stored.filter(({ state }) => state !== 'COMPLETED');
  return [
    ...(twice > 0 ? [`${String(twice)} completions were acknowledged twice`] : []),
    ...lost.map((key) => `job ${key} was completed, but is ${states.get(key) ?? 'lost'}`),
    ...wrong.map(({ root, type, n }) => `${String(n)} ${type} jobs were completed for ${root}`),
    ...open.map(({ key, state }) => `job ${key} is left over in state ${state}`),
  ];
};

const userTasks: Check = async (client, acknowledged) => {
  const stored = await rows<{ key: string; state: string }>(
    client,
    'SELECT user_task_key AS key, state FROM engine.user_task',
  );
  const states = new Map(stored.map(({ key, state }) => [key, state]));
  return acknowledged.tasks
    .filter((key) => states.get(key) !== 'COMPLETED')
    .map((key) => `user task ${key} was completed, but is ${states.get(key) ?? 'lost'}`);
};

const counters: Check = async (client) => {
  const wrong = await rows<{ instance: string; value: string }>(
    client,
    `SELECT process_instance_key AS instance, value FROM engine.variable JOIN engine.process_instance USING (process_instance_key)
     WHERE process_definition_id = 'journey' AND name = 'done' AND value <> '2'`,
  );
  return wrong.map(({ instance, value }) => `journey ${instance} counted ${value} jobs instead of 2`);
};

const messages: Check = async (client, acknowledged) => {
  const counted = await rows<{ number: string; n: number }>(
    client,
    `SELECT correlation_key AS number, count(*)::int AS n FROM engine.correlated_message_subscription GROUP BY 1`,
  );
  const times = new Map(counted.map(({ number, n }) => [number, n]));
  const twice = counted.filter(({ n }) => n > 1).map(({ number }) => `journey ${number} was signed twice`);
  const lost = [...acknowledged.journeys.keys()]
    .filter((number) => acknowledged.messages.has(number) && !times.has(number))
    .map((number) => `the message for journey ${number} was lost`);
  return [...twice, ...lost];
};

const nothingElse: Check = async (client) => {
  const open = await rows<{ what: string; n: number }>(
    client,
    `SELECT 'incidents' AS what, count(*)::int AS n FROM engine.incident
     UNION ALL SELECT 'timers', count(*)::int FROM engine.timer
     UNION ALL SELECT 'live subscriptions', count(*)::int FROM engine.message_subscription WHERE live
     UNION ALL SELECT 'open instances', count(*)::int FROM engine.process_instance WHERE state = 'ACTIVE'`,
  );
  return open.filter(({ n }) => n > 0).map(({ what, n }) => `${String(n)} ${what} are left over`);
};
