import { actOf } from '../../rules/acts.js';
import type { ActName, CaseKind } from '../../rules/acts.js';
import { DOORS } from '../attacks/doors.js';
import { STATEMENTS } from './statements.js';
import type { Move } from './waiting.js';
import type { Work } from './work.js';
import { accepted, refused } from './world.js';
import type { Outcome, World } from './world.js';

/** What is tried out of turn: by anybody, on any case, whether a diagram asks for it or not. */
const ACTS = [
  'survey-area',
  'determine-area',
  'mask-notice',
  'approve-notice',
  'answer-objection',
  'negotiate',
  'check-before-signing',
  'sign-as-officer',
  'rectify-file-bag',
  'review-project-supervisor',
  'review-supervision-department',
  'review-investment-supervisor',
  'approve-agreement',
  'seal-agreement',
  'make-payment-list',
  'approve-payment-1',
  'approve-payment-2',
  'approve-payment-3',
  'approve-payment-4',
  'release-payment',
] as const satisfies readonly ActName[];

const JOBS = [
  ['list-determined-area', 'household'],
  ['prepare-notice', 'notice'],
  ['publish-notice', 'notice'],
  ['archive-notice', 'notice'],
  ['freeze-area-list', 'notice'],
  ['compute-compensation', 'household'],
  ['seal-agreement', 'agreement'],
  ['make-agreements-effective', 'project'],
  ['check-special-account', 'payment-list'],
  ['send-bank-file', 'payment-list'],
  ['settle-payments', 'payment-list'],
] as const;
const VARIABLES = {
  household: 'householdId',
  notice: 'noticeId',
  agreement: 'agreementId',
  project: 'projectId',
  'payment-list': 'listId',
} as const;

/** What asks the engine in the application's name; there is none here. */
const AT_THE_ENGINE = ['/clock', '/households/:id/process'];
const SPARE = ['officerC', 'uncertified', 'otherSupervision', 'otherDistrict'];
/** Not by their ids, which no seed repeats. */
const ORDER: Partial<Record<CaseKind | 'agreement', string>> = {
  household: 'case_number',
  notice: 'number',
  agreement: 'number',
  'payment-list': 'number',
};
const NOBODY = '00000000-0000-4000-8000-0000000000aa';

/** The other half of the play: people, workers and statements that nobody asked for. */
export class Mischief {
  constructor(
    private readonly world: World,
    private readonly work: Work,
  ) {}

  async move(): Promise<Move> {
    const { dice } = this.world;
    const kinds = [
      () => this.#outOfTurn(),
      () => this.#outOfTurn(),
      () => this.#outOfTurn(),
      () => this.#othersTask(),
      () => this.#door(),
      () => this.#household(),
      () => this.#job(),
      () => this.#statement(),
      () => this.#statement(),
      () => this.#time(),
    ];
    return dice.pick(kinds)();
  }

  async #ids(kind: CaseKind | 'agreement'): Promise<string[]> {
    const tables: Partial<Record<CaseKind | 'agreement', string>> = {
      household: 'household',
      notice: 'notice',
      objection: 'objection',
      'payment-list': 'payment_list',
      project: 'project',
      agreement: 'agreement',
    };
    const table = tables[kind];
    if (table === undefined) return [];
    const where = kind === 'notice' ? `WHERE kind = 'area-list'` : '';
    const rows = await this.world.db.query<{ id: string }>(
      `SELECT id FROM ${table} ${where} ORDER BY ${ORDER[kind] ?? 'id'}`,
    );
    return rows.map(({ id }) => id);
  }

  async #any(kind: CaseKind | 'agreement'): Promise<string> {
    const ids = await this.#ids(kind);
    return ids.length === 0 || this.world.dice.percent(3) ? NOBODY : this.world.dice.pick(ids);
  }

  /** Anybody does anything on any case; whoever has the post for it more often than by chance. */
  async #outOfTurn(): Promise<Move> {
    const { dice, world } = { dice: this.world.dice, world: this.world };
    const act = dice.pick(ACTS);
    const who = dice.pick(world.staff);
    const caseId = await this.#any(actOf(act).caseKind);
    const { verdicts } = actOf(act);
    const words =
      verdicts.length > 0 && dice.percent(10)
        ? {
            verdict: dice.pick(verdicts),
            note: '试',
            ...(dice.percent(80) ? { returnReason: dice.pick(['a', 'b', 'c']) } : {}),
          }
        : {};
    return {
      name: `${who} out of turn: ${act} ${caseId.slice(0, 4)}`,
      door: 'person',
      run: () => this.work.act(who, act, caseId, words),
    };
  }

  #othersTask(): Promise<Move> {
    const { dice, world } = { dice: this.world.dice, world: this.world };
    const tasks = world.board.standing();
    const who = dice.pick(world.everybody);
    const taskKey = tasks.length === 0 ? '1' : dice.pick(tasks).taskKey;
    const [what, method, path, body] = dice.pick([
      ['completes', 'post', `/tasks/${taskKey}/completion`, { verdict: 'approved' }],
      ['enters', 'post', `/tasks/${taskKey}/entry`, { values: { summary: '代为填写', counts: [] } }],
      ['claims', 'post', `/tasks/${taskKey}/claim`, {}],
      ['releases', 'delete', `/tasks/${taskKey}/claim`, {}],
    ] as const);
    return Promise.resolve({
      name: `${who} ${what} a task of somebody`,
      door: 'person',
      run: () => world.call(who, method, path, body),
    });
  }

  /** Any door of the interface, by anybody, with a body that would do for some. */
  async #door(): Promise<Move> {
    const { dice, world } = { dice: this.world.dice, world: this.world };
    const { method, path } = dice.pick(DOORS.filter(({ path: each }) => !AT_THE_ENGINE.includes(each)));
    const who = dice.pick(world.everybody);
    const kind = path.startsWith('/projects')
      ? 'project'
      : path.startsWith('/payment-lists')
        ? 'payment-list'
        : path.startsWith('/agreements')
          ? 'agreement'
          : 'household';
    const id = await this.#any(kind);
    const task = world.board.standing().at(-1)?.taskKey ?? '1';
    const body = {
      taskKey: task,
      contentHash: 'f'.repeat(64),
      amountYuan: '1.00',
      reference: `凭证-${String(dice.below(5))}`,
      measuredAreaSqm: '99.99',
      areaSqm: '99.99',
      basis: '无',
      newHomestead: false,
      use: 'residential',
      useBasis: '',
      payeeName: '他人',
      payeeAccount: '6222000000000999',
      // Only who is not alone in a post may stand aside, or nothing would go on.
      caseNumber: SPARE.includes(who) ? '宝征-2026-001-0001' : '无此案号',
      kind: 'relative',
      receipts: [{ endToEndId: 'X', amountYuan: '1.00', status: 'paid' }],
      answer: '无',
      upheld: true,
    };
    const at = path.replace(/:id/, id).replace(/:\w+/g, NOBODY);
    return {
      name: `${who} at ${method} ${path}`,
      door: 'interface',
      run: () => world.call(who, method, at, method === 'get' ? undefined : body),
    };
  }

  /** A household signs what is not its own or another text, or objects out of time. */
  async #household(): Promise<Move> {
    const { dice, world } = { dice: this.world.dice, world: this.world };
    const who = dice.pick(world.field.householdIds);
    const agreements = await world.db.query<{ id: string; hash: string }>(
      'SELECT id, content_hash AS hash FROM agreement ORDER BY number',
    );
    const agreement = agreements.length === 0 ? { id: NOBODY, hash: 'f'.repeat(64) } : dice.pick(agreements);
    const contentHash = dice.percent(70) ? agreement.hash : 'f'.repeat(64);
    const notice = await this.#any('notice');
    const [name, path, body] = dice.pick([
      ['signs', `/agreements/${agreement.id}/household-signature`, { contentHash, consent: true }],
      ['signs', `/agreements/${agreement.id}/household-signature`, { contentHash, consent: true }],
      ['objects', `/notices/${notice}/objections`, { text: `面积不符 ${String(dice.below(2))}` }],
      ['says', `/notices/${notice}/opinions`, { text: '意见', unlawful: false }],
    ] as const);
    return {
      name: `household ${who.slice(0, 4)} ${name}`,
      door: 'interface',
      run: () => world.call(who, 'post', path, body),
    };
  }

  async #job(): Promise<Move> {
    const [jobType, kind] = this.world.dice.pick(JOBS);
    const id = await this.#any(kind);
    return {
      name: `${jobType} out of turn`,
      door: 'worker',
      run: () => this.work.worker(jobType, { [VARIABLES[kind]]: id }),
    };
  }

  async #statement(): Promise<Move> {
    const { dice, world } = { dice: this.world.dice, world: this.world };
    const { name, sql } = dice.pick(STATEMENTS);
    const values = {
      household: await this.#any('household'),
      person: world.idOf(dice.pick(world.staff)),
      act: dice.pick(ACTS),
    };
    return { name: `SQL: ${name}`, door: 'sql', run: () => this.#query(sql(values)) };
  }

  /** Committed where the database takes it. */
  async #query(sql: string): Promise<Outcome> {
    try {
      const changed = await this.world.db.transaction((tx) =>
        tx.query(`WITH changed AS (${sql} RETURNING 1) SELECT FROM changed`),
      );
      return changed.length === 0 ? refused('nothing to change') : accepted(sql);
    } catch (error) {
      const { code, message } = error as { code?: string; message: string };
      // Guards speak as findings; rights, keys and constraints by the classes of PostgreSQL.
      if (code === undefined || !/^([A-Z_]+|42501|23\d{3})$/.test(code)) throw error;
      return refused(message.slice(0, 80));
    }
  }

  #time(): Promise<Move> {
    const minutes = this.world.dice.below(120);
    return Promise.resolve({ name: 'time passes', door: 'time', run: () => this.work.pass(minutes / 60) });
  }
}
