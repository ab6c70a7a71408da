import { pino } from 'pino';
import request from 'supertest';
import type TestAgent from 'supertest/lib/agent.js';
import { createApi } from '../../api/create-api.js';
import type { Api } from '../../api/create-api.js';
import { Database } from '../../db/database.js';
import { createAccount } from '../../db/repositories/accounts.repository.js';
import { householdActor } from '../../db/repositories/ledger.repository.js';
import { ROLES } from '../../rules/acts.js';
import { FieldWork } from '../factories/field-work.js';
import { PASSWORD } from '../factories/staff.js';
import { createTestDatabase } from '../helpers/database.js';
import { TEST_SIGNING_SECRET } from '../helpers/signing-secret.js';
import type { Dice } from './dice.js';
import { TaskBoard } from './task-board.js';

/** What came of an attempt; a refusal with the code and clauses it was told. */
export interface Outcome {
  readonly accepted: boolean;
  readonly why: string;
}
export const accepted = (why = ''): Outcome => ({ accepted: true, why });
export const refused = (why: string): Outcome => ({ accepted: false, why });

interface Answer {
  readonly status: number;
  readonly code: string;
  readonly clauses: readonly string[];
  readonly body: unknown;
}

type Method = 'get' | 'post' | 'put' | 'delete';

/** Somebody with every post and a certificate: nothing but separation of duty stops him. */
export const JACK = 'jack';
export const OUTSIDER = 'outsider';

/** Refusals by a rule; the others are wrong input, races for a task, things that are not there, and nobody signed in. */
const TRACED: ReadonlySet<number> = new Set([403, 409, 422]);
const RACES = ['TASK_CLAIMED', 'TASK_CLOSED', 'ALREADY_THERE'];

/** A project in the field, everybody signed in at the real interface, and a board of tasks behind it. */
export class World {
  readonly #agents = new Map<string, TestAgent>();
  /** How a person is named in the ledger. */
  readonly #actors = new Map<string, string>();
  traced = 0;

  private constructor(
    readonly db: Database,
    readonly field: FieldWork,
    readonly board: TaskBoard,
    readonly dice: Dice,
    private readonly api: Api,
    private readonly drop: () => Promise<void>,
  ) {}

  static async start(dice: Dice, households: number): Promise<World> {
    const own = await createTestDatabase();
    const db = await Database.open(own.url, { signingSecret: TEST_SIGNING_SECRET });
    const field = await FieldWork.start(db, households);
    const jackId = await db.transaction((tx) =>
      createAccount(tx, {
        username: JACK,
        displayName: '多岗甲',
        organisationId: field.staff.firmId,
        password: PASSWORD,
        roles: ROLES.map((role) => ({ role, validFrom: '2026-01-01' })),
        certificate: { number: '沪征-多岗', validFrom: '2026-01-01', validTo: '2026-12-31' },
      }),
    );
    const board = new TaskBoard(db);
    const api = createApi({
      db,
      engine: board,
      log: pino({ level: 'silent' }),
      settings: {
        sessionSecret: 'a secret of the tests, long enough',
        databaseUrl: own.url,
        secureCookies: false,
        proxies: 0,
        demonstration: false,
        engineFollowsClock: true,
      },
    });
    const world = new World(db, field, board, dice, api, () => own.drop());
    const { townId: _town, firmId: _firm, ...people } = field.staff;
    await world.#signIn({ ...people, [JACK]: jackId });
    return world;
  }

  async #signIn(people: Readonly<Record<string, string>>): Promise<void> {
    for (const [username, id] of Object.entries(people)) {
      const agent = request.agent(this.api.app);
      await agent.post('/api/session').send({ username, password: PASSWORD }).expect(200);
      this.#agents.set(username, agent);
      this.#actors.set(username, id);
    }
    this.#agents.set(OUTSIDER, request.agent(this.api.app));
    for (const householdId of this.field.householdIds) {
      const officer = this.#agents.get('officerA');
      const code = await officer?.post(`/api/households/${householdId}/access-code`).expect(201);
      const { accessCode, caseNumber } = code?.body as { accessCode: string; caseNumber: string };
      const home = request.agent(this.api.app);
      await home.post('/api/household-session').send({ accessCode, caseNumber }).expect(200);
      this.#agents.set(householdId, home);
      this.#actors.set(householdId, householdActor(householdId));
    }
  }

  /** Staff, Jack, the households and somebody who is nobody. */
  get everybody(): readonly string[] {
    return [...this.#agents.keys()];
  }

  get staff(): readonly string[] {
    return this.everybody.filter((name) => name !== OUTSIDER && !this.field.householdIds.includes(name));
  }

  idOf(username: string): string {
    return (this.#actors.get(username) ?? '').replace('household:', '');
  }

  /** One request in somebody's name; fails where the answer is a fault, or a refusal left no entry. */
  async call(who: string, method: Method, path: string, body?: object): Promise<Outcome & { readonly body: unknown }> {
    const answer = await this.#ask(who, method, path, body);
    const { status, code, clauses } = answer;
    if (status < 300) return { ...accepted(), body: answer.body };
    if (status >= 500) throw new Error(`${who} ${method} ${path} ended in a fault: ${JSON.stringify(answer.body)}`);
    if (TRACED.has(status) && !RACES.includes(code)) await this.#mustBeTraced(who, answer);
    return { ...refused(`${String(status)} ${code} ${clauses.join('、')}`), body: answer.body };
  }

  /** A paper for the file bag of a household. */
  async upload(who: string, householdId: string, type: string): Promise<Outcome> {
    const agent = this.#agents.get(who) ?? request.agent(this.api.app);
    const { status } = await agent
      .post(`/api/households/${householdId}/documents`)
      .field('type', type)
      .attach('file', Buffer.from(`${type} ${householdId}`), { filename: `${type}.txt`, contentType: 'text/plain' });
    return status === 201 ? accepted() : refused(String(status));
  }

  async #ask(who: string, method: Method, path: string, body?: object): Promise<Answer> {
    const agent = this.#agents.get(who) ?? request.agent(this.api.app);
    const sent = agent[method](`/api${path}`);
    const answer = await (body === undefined ? sent : sent.send(body));
    const problem = answer.body as { code?: string; findings?: { clauses: string[] }[] };
    const clauses = (problem.findings ?? []).flatMap((finding) => finding.clauses);
    return { status: answer.status, code: problem.code ?? '', clauses, body: answer.body as unknown };
  }

  /** Every refusal names a clause, and stands in the ledger on it, in the name of who was refused. */
  async #mustBeTraced(who: string, { code, clauses }: Answer): Promise<void> {
    if (clauses.length === 0) throw new Error(`${who} was refused without a clause: ${code}`);
    const [found] = await this.db.query(
      `SELECT FROM ledger_entry WHERE actor = $1 AND kind IN ('act-refused', 'reading-refused')
         AND civil_day(at) = app_today() AND clauses @> $2::text[] LIMIT 1`,
      [this.#actors.get(who) ?? '', [...new Set(clauses)]],
    );
    if (found === undefined) throw new Error(`the refusal of ${who} is no entry: ${code} ${clauses.join('、')}`);
    this.traced += 1;
  }

  async stop(): Promise<void> {
    await this.api.close();
    await this.db.close();
    await this.drop();
  }
}
