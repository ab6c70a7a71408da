import type { TaskDetail, TaskPage, TaskRow } from '../../api/contract/index.js';
import type { OpenTask } from '../../workers/host/engine-client.js';
import { SAMPLE_ACCOUNTS, SAMPLE_PASSWORD } from '../samples/accounts.js';
import type { SampleAccount } from '../samples/accounts.js';
import type { Choices } from './choices.js';
import { holdAppraisal } from './district-life.js';
import { HttpSession, RefusedError } from './http-session.js';
import { waitsForReport } from './play-report-objection.js';
import { playTask } from './play-task.js';
import { NotYet } from './plays.js';

/** So much goes on at the same moment, at most: people at work, and tasks of each. */
const AT_ONCE = 6;

/** Most rows of the workbench that one look shows. */
const ROWS = 100;

/** Somebody else took or ended this very task meanwhile: not an error of the play. Every other refusal is one. */
const OVERTAKEN = new Set(['TASK_CLAIMED', 'TASK_CLOSED']);
const overtaken = (error: unknown) => error instanceof RefusedError && OVERTAKEN.has(error.code);

/** Does the same for each, some at the same moment; answers how much was done in all. */
export async function shared<T>(waiting: readonly T[], work: (each: T) => Promise<number>): Promise<number> {
  return taking(waiting, () => true, work);
}

/** Colleagues of a post look one after the other, so that the next one finds only what the one before left. */
function onePerPost(accounts: readonly SampleAccount[], work: (account: SampleAccount) => Promise<number>) {
  const free = ({ roles }: SampleAccount, busy: ReadonlySet<SampleAccount>) =>
    ![...busy].some((other) => shares(other.roles, roles));
  return taking(accounts, free, work);
}

async function taking<T>(
  all: readonly T[],
  isFree: (each: T, busy: ReadonlySet<T>) => boolean,
  work: (each: T) => Promise<number>,
): Promise<number> {
  const waiting = [...all];
  const busy = new Set<T>();
  let done = 0;
  const worker = async () => {
    for (;;) {
      const index = waiting.findIndex((each) => isFree(each, busy));
      const [next] = index < 0 ? [] : waiting.splice(index, 1);
      if (next === undefined) return;
      busy.add(next);
      done += await work(next);
      busy.delete(next);
    }
  };
  // Whoever found nobody free has left: as long as somebody is busy, that one goes on with the rest.
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return done;
}

/** The people with an account: each looks at the own workbench when something is there that nobody has looked at. */
export class Staff {
  readonly #sessions = new Map<string, HttpSession>();
  /** What somebody has seen and may not do, or not yet, by user name. */
  readonly #passedOver = new Map<string, Set<string>>();
  /** What somebody has taken in hand in this round: a colleague leaves it alone. */
  readonly #inHand = new Set<string>();

  constructor(
    private readonly baseUrl: string,
    private readonly choices: Choices,
  ) {}

  as(username: string): HttpSession {
    const known = this.#sessions.get(username);
    if (known !== undefined) return known;
    if (!SAMPLE_ACCOUNTS.some((account) => account.username === username)) {
      throw new Error(`没有演示账号 ${username}`);
    }
    const session = new HttpSession(this.baseUrl, { username, password: SAMPLE_PASSWORD });
    this.#sessions.set(username, session);
    return session;
  }

  /** Things may have changed for tasks that were passed over: time, or what a colleague did. */
  lookAgain(): void {
    this.#passedOver.clear();
  }

  /** Those for whose post something new waits work it off, and who left something behind; answers how many tasks were done. */
  async workOff(waiting: readonly OpenTask[]): Promise<number> {
    this.#inHand.clear();
    return onePerPost([...SAMPLE_ACCOUNTS], async (account) => {
      let done = 0;
      // What is claimed already was left by a run that broke off, or could not be done yet.
      const mine = waiting.filter(({ assignee }) => assignee === account.username);
      if (this.#hasNew(account, mine)) done += await this.#workOffList(account, 'mine', mine);
      const ours = waiting.filter(({ assignee, groups }) => assignee === null && shares(groups, account.roles));
      if (this.#hasNew(account, ours)) done += await this.#workOffList(account, 'groups', ours);
      return done;
    });
  }

  #passedOverBy({ username }: SampleAccount): Set<string> {
    const known = this.#passedOver.get(username) ?? new Set();
    this.#passedOver.set(username, known);
    return known;
  }

  #hasNew(account: SampleAccount, waiting: readonly OpenTask[]): boolean {
    const passedOver = this.#passedOverBy(account);
    return waiting.some(({ key }) => !passedOver.has(key) && !this.#inHand.has(key));
  }

  async #workOffList(account: SampleAccount, scope: 'mine' | 'groups', waiting: readonly OpenTask[]): Promise<number> {
    const session = this.as(account.username);
    const passedOver = this.#passedOverBy(account);
    const { items, total } = await session.get<TaskPage>(`/api/tasks?scope=${scope}&pageSize=${String(ROWS)}`);
    // What is beyond the page is seen another time; what the list does not show is nothing for this person.
    if (total <= ROWS) for (const { key } of waiting) passedOver.add(key);
    const cases = new Set<string>();
    const rows: TaskRow[] = [];
    for (const row of items) {
      if (!row.claim.allowed || this.#inHand.has(row.taskKey)) continue;
      // An act on a case may forbid the next one on the same: for that the list has to be read anew.
      if (cases.has(row.caseId)) passedOver.delete(row.taskKey);
      else rows.push(row);
      cases.add(row.caseId);
    }
    for (const { taskKey } of rows) this.#inHand.add(taskKey);
    return shared(rows, async (row) => ((await this.#perform(session, row, scope === 'groups')) ? 1 : 0));
  }

  async #perform(session: HttpSession, row: TaskRow, claim: boolean): Promise<boolean> {
    try {
      if (claim) await session.post(`/api/tasks/${row.taskKey}/claim`);
      const task = await session.get<TaskDetail>(`/api/tasks/${row.taskKey}`);
      if (task.act === 'fund-account') await this.#fund(task);
      const completion = await playTask({ task, session, choices: this.choices });
      await session.post(`/api/tasks/${row.taskKey}/completion`, completion);
      if (task.act === 'prepare-appraisal') await holdAppraisal(session, this.baseUrl);
      return true;
    } catch (error) {
      if (overtaken(error) || waitsForReport(error) || error instanceof NotYet) return false;
      throw error;
    }
  }

  /** The town pays in what the special account lacks, so that the finance head can say it is funded. */
  async #fund(task: TaskDetail): Promise<void> {
    if (task.facts.kind !== 'payment-list') return;
    const { list, shortfallYuan } = task.facts;
    await this.as('town-a').post(`/api/projects/${list.projectId}/deposits`, {
      amountYuan: shortfallYuan,
      reference: `补足-${list.number}-${String(list.version)}`,
    });
  }
}

const shares = (some: readonly string[], others: readonly string[]): boolean =>
  some.some((each) => others.includes(each));
