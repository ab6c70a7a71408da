/**
 * What the main lists cost with a project of 10,000 households (`--households N` for another number): import, search,
 * progress, case page, next due date. Prints one JSON object; times in milliseconds, median of the repetitions.
 * Uses the server of DATABASE_URL, or one of its own.
 */
import { randomBytes } from 'node:crypto';
import { Client } from 'pg';
import { createAccount, createOrganisation } from '../db/repositories/accounts.repository.js';
import { Database } from '../db/database.js';
import { migrate } from '../db/migrate.js';
import { caseView } from '../db/repositories/case-view.repository.js';
import { nextDueAt } from '../db/repositories/next-due.repository.js';
import { importHouseholds } from '../db/repositories/households.repository.js';
import { searchHouseholds } from '../db/repositories/household-search.repository.js';
import type { HouseholdSearch } from '../db/repositories/household-search.repository.js';
import { takeUnpublished } from '../db/repositories/outbox.repository.js';
import { listProjects, registerProject } from '../db/repositories/projects.repository.js';
import type { Transaction } from '../db/transaction.js';
import { createDatabase, dropDatabase, startTestPostgres } from '../engine/postgres/index.js';
import type { ImportedHousehold } from '../rules/import/validate-households.js';

const REPETITIONS = 15;

async function main(households: number): Promise<void> {
  const external = process.env['DATABASE_URL'];
  const own = external ? undefined : await startTestPostgres();
  const server = external ?? own?.url() ?? '';
  const name = `bench_${randomBytes(4).toString('hex')}`;
  await createDatabase(server, name);
  try {
    const url = new URL(server);
    url.pathname = `/${name}`;
    console.log(JSON.stringify(await measureDatabase(url.href, households)));
  } finally {
    await dropDatabase(server, name);
    await own?.stop();
  }
}

async function measureDatabase(url: string, households: number) {
  await migrate(url);
  const db = await Database.open(url);
  try {
    const projectId = await db.transaction(newProject);
    const rows = Array.from({ length: households }, (_, index) => row(index + 1));
    const importMs = await timed(() => db.transaction((tx) => importHouseholds(tx, projectId, rows, 'bench')));
    await moveOn(url);
    const [first] = await db.query<{ id: string }>('SELECT id FROM household ORDER BY case_number LIMIT 1');
    const read = (work: (tx: Transaction) => Promise<unknown>) => median(() => db.transaction(work));
    const search = (query: HouseholdSearch) => read((tx) => searchHouseholds(tx, query));
    return {
      households,
      importMs,
      firstPageMs: await search({ projectId }),
      lastPageMs: await search({ projectId, page: Math.ceil(households / 50) }),
      byStageMs: await search({ projectId, stage: 'frozen' }),
      byWordMs: await search({ q: '甲路7777号' }),
      progressMs: await read((tx) => listProjects(tx)),
      casePageMs: await read((tx) => caseView(tx, first?.id ?? '')),
      nextDueMs: await read((tx) => nextDueAt(tx)),
      outboxBatchMs: await read((tx) => takeUnpublished(tx, 100)),
    };
  } finally {
    await db.close();
  }
}

async function newProject(tx: Transaction): Promise<string> {
  const townOrganisationId = await createOrganisation(tx, '甲镇', 'town');
  const firmOrganisationId = await createOrganisation(tx, '甲征收事务所', 'firm');
  await createAccount(tx, {
    username: 'officer',
    displayName: '经办甲',
    organisationId: firmOrganisationId,
    password: 'bench',
    roles: [],
  });
  const project = {
    code: '宝征-2026-900',
    name: '甲地块',
    mode: 'negotiated',
    registeredOn: '2026-01-05',
    averagePriceFen: 2_586_108n,
    subsidyCoefficientBp: 3_000,
    unitSizeSubsidyHundredths: 1_500n,
    effectiveRateBp: null,
    signingPeriodDays: null,
    conversionPriceFen: null,
    townOrganisationId,
    firmOrganisationId,
  } as const;
  return registerProject(tx, project, 'bench');
}

function row(number: number): ImportedHousehold {
  return {
    number: number.toString().padStart(5, '0'),
    address: `甲路${number.toString()}号`,
    holderName: `住户${number.toString()}`,
    idNumber: '310113199001010014',
    phone: '021-56000000',
    tenure: 'public-tenancy',
    use: 'residential',
    certificateAreaHundredths: null,
    livingAreaHundredths: 1_190n,
    unitPriceFen: 2_500_000n,
    nonSelfContained: true,
    registeredPersons: 3,
    hardshipPersons: 0,
    payeeName: `住户${number.toString()}`,
    payeeAccount: '6222000000000001',
    owner: null,
  };
}

/** Gives the project a past, past the guards: every area frozen, half of the agreements sealed. */
async function moveOn(url: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(`SET session_replication_role = replica`);
    await client.query(`
      INSERT INTO area_determination (household_id, version, area_hundredths, basis, determined_by, status)
        SELECT household.id, 1, 1833, '租用公房凭证', account.id, 'frozen' FROM household, account`);
    await client.query(`
      INSERT INTO agreement (household_id, version, number, calculation_id, total_fen, content_hash, text, status,
          sealed_at, sealed_by)
        SELECT household.id, 1, case_number, gen_random_uuid(), 90935316,
          encode(sha256(convert_to(case_number, 'UTF8')), 'hex'), case_number, 'sealed', app_now(), account.id
        FROM household, account WHERE number::integer % 2 = 0`);
    await client.query(
      `UPDATE household SET stage = CASE WHEN number::integer % 2 = 0 THEN 'sealed' ELSE 'frozen' END`,
    );
    await client.query(`VACUUM ANALYZE`);
  } finally {
    await client.end();
  }
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return Math.round((performance.now() - start) * 10) / 10;
}

async function median(work: () => Promise<unknown>): Promise<number> {
  const times: number[] = [];
  for (let repetition = 0; repetition < REPETITIONS; repetition += 1) times.push(await timed(work));
  times.sort((a, b) => a - b);
  return times[Math.floor(REPETITIONS / 2)] ?? 0;
}

const asked = process.argv.indexOf('--households');
await main(asked < 0 ? 10_000 : Number(process.argv[asked + 1]));
