import { jest } from '@jest/globals';
import { pino } from 'pino';
import request from 'supertest';
import type TestAgent from 'supertest/lib/agent.js';
import { createApi } from '../../api/create-api.js';
import type { SampleAccount } from '../../api/contract/index.js';
import type { Api, ApiSettings } from '../../api/create-api.js';
import type { EngineSettings } from '../../api/engine-port.js';
import { DatabaseClock } from '../../db/clock/database-clock.js';
import { Database } from '../../db/database.js';
import { createAccount, createOrganisation } from '../../db/repositories/accounts.repository.js';
import { ROLES } from '../../rules/acts.js';
import type { Role } from '../../rules/acts.js';
import { createTestDatabase } from '../helpers/database.js';
import { TEST_SIGNING_SECRET } from '../helpers/signing-secret.js';

/** A whole application starts before each suite; on a busy machine that takes its time. */
jest.setTimeout(30_000);

export const PASSWORD = 'a password of the tests';
/** The day on which the stories of these tests begin. */
export const START = '2026-03-02T01:00:00.000Z';
/** Nothing listens there: what the API says while the engine is away. */
const NO_ENGINE: EngineSettings = {
  address: 'http://127.0.0.1:9',
  personal: () => ({ password: 'unused', useForMs: 60_000 }),
};

export interface ApiUnderTest extends Api {
  readonly db: Database;
  /** Real time as the API sees it, in ms; tests move it instead of waiting. */
  readonly realTime: { now: number };
  readonly databaseUrl: string;
  /** Takes the database of the facts away, as if its server had gone. */
  readonly loseDatabase: () => Promise<void>;
  readonly anonymous: TestAgent;
  /** A browser of somebody signed in: user names are the roles, and `<role>-2` for a second person. */
  readonly as: (username: string) => Promise<TestAgent>;
}

export interface Variation {
  readonly engine?: EngineSettings;
  readonly settings?: Partial<ApiSettings>;
  readonly staticDir?: string;
  readonly sampleAccounts?: readonly SampleAccount[];
  /** Takes every line of the log. */
  readonly logged?: (line: string) => void;
}

/** The real application on a database of its own, with one account per role and two field officers. */
export async function startApi(variation: Variation = {}): Promise<ApiUnderTest> {
  const database = await createTestDatabase();
  const { url } = database;
  const db = await Database.open(url, { signingSecret: TEST_SIGNING_SECRET });
  if (db.clock instanceof DatabaseClock) await db.clock.pinClock(START);
  await createStaff(db);
  const realTime = { now: Date.now() };
  const api = createApi({
    db,
    engine: variation.engine ?? NO_ENGINE,
    log: variation.logged ? pino({ level: 'trace' }, { write: variation.logged }) : pino({ level: 'silent' }),
    realTime: () => realTime.now,
    settings: {
      sessionSecret: 'a secret of the tests, long enough',
      databaseUrl: url,
      secureCookies: false,
      proxies: 0,
      demonstration: true,
      engineFollowsClock: true,
      ...variation.settings,
    },
    ...(variation.sampleAccounts === undefined ? {} : { sampleAccounts: variation.sampleAccounts }),
    ...(variation.staticDir === undefined ? {} : { staticDir: variation.staticDir }),
  });
  let lost: Promise<void> | undefined;
  const loseDatabase = () => (lost ??= db.close());
  return {
    ...api,
    db,
    loseDatabase,
    realTime,
    databaseUrl: url,
    anonymous: request.agent(api.app),
    async as(username) {
      const agent = request.agent(api.app);
      await agent.post('/api/session').send({ username, password: PASSWORD }).expect(200);
      return agent;
    },
    async close() {
      await api.close();
      await loseDatabase();
      await database.drop();
    },
  };
}

async function createStaff(db: Database): Promise<void> {
  await db.transaction(async (tx) => {
    const organisationId = await createOrganisation(tx, '征收事务所甲', 'firm');
    await createOrganisation(tx, '街镇甲', 'town');
    const create = (username: string, role: Role, number: string) =>
      createAccount(tx, {
        username,
        displayName: `人员 ${username}`,
        organisationId,
        password: PASSWORD,
        roles: [{ role, validFrom: '2026-01-01' }],
        ...(role === 'field-officer'
          ? { certificate: { number, validFrom: '2026-01-01', validTo: '2026-12-31' } }
          : {}),
      });
    for (const role of ROLES) await create(role, role, `certificate-${role}`);
    await create('field-officer-2', 'field-officer', 'certificate-2');
  });
}

export const PROJECT = {
  code: 'BS-2026-01',
  name: '旧区改造项目甲',
  mode: 'state',
  registeredOn: '2026-03-02',
  averagePriceYuan: '25861.08',
  subsidyCoefficientBp: 3000,
  unitSizeSubsidySqm: '15',
};

const HEADER =
  '户编号,地址,权利人或承租人,证件号,联系电话,房屋类型,用途,证载建筑面积,居住面积,评估单价,非成套,在册人口,困难人口数,' +
  '产权人,产权人证件号,产权人收款户名,产权人收款账号,收款户名,收款账号';

/** A line of the household register; the identity number is fictional with a right check digit. */
export const registerLine = (
  number: string,
  change: Partial<Record<'unitPrice' | 'tenure' | 'account' | 'owner', string>> = {},
) =>
  [
    number,
    `甲路 ${number} 号`,
    `住户${number}`,
    '110101199003077758',
    '13800000000',
    change.tenure ?? '私有产权',
    '居住',
    '18.33',
    '',
    change.unitPrice ?? '25000.00',
    '是',
    '3',
    '',
    change.owner ?? '',
    change.owner === undefined ? '' : '91310113MA1EXAMP12',
    change.owner ?? '',
    change.owner === undefined ? '' : '31050000099887766',
    `住户${number}`,
    change.account ?? '6222000000000001',
  ].join(',');

export const registerOf = (...lines: string[]) => [HEADER, ...lines].join('\n');

/** A registered project with some households, through the interface. */
export async function projectWithHouseholds(api: ApiUnderTest, numbers: readonly string[] = ['0001', '0002']) {
  const district = await api.as('district-officer');
  const registered = await district.post('/api/projects').send(PROJECT).expect(201);
  const { id: projectId } = registered.body as { id: string };
  const town = await api.as('town-officer');
  await town
    .post(`/api/projects/${projectId}/households`)
    .set('Content-Type', 'text/csv')
    .send(registerOf(...numbers.map((number) => registerLine(number))))
    .expect(201);
  const found = await town.get('/api/households').query({ projectId }).expect(200);
  const { items } = found.body as { items: { id: string; caseNumber: string }[] };
  return { projectId, households: items };
}
