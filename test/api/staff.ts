import type { ClockView, TaskDetail, TaskPage, TaskRow } from '../../api/contract/index.js';
import { Choices } from '../../app/demo/choices.js';
import { HttpSession, RefusedError } from '../../app/demo/http-session.js';
import { playTask } from '../../app/demo/play-task.js';
import { NotYet } from '../../app/demo/plays.js';
import { SAMPLE_ACCOUNTS, SAMPLE_PASSWORD } from '../../app/samples/accounts.js';
import type { ActName } from '../../rules/acts.js';

/** Nobody misreads, objects or returns anything unless the test itself does. */
class PlainStory extends Choices {
  override happens(): boolean {
    return false;
  }
}

/** Who has tasks in these stories: nobody puts a special problem to the panel here. */
const IDLE = ['auditor', 'administrator', 'panel-member'];
const WORKS = SAMPLE_ACCOUNTS.filter(({ roles }) => !IDLE.some((role) => role === roles[0]));
/** Somebody else was faster, or the case has moved on. */
const isOvertaken = (error: unknown) => error instanceof RefusedError && [404, 409].includes(error.status);

/** The staff of the sample project, doing over HTTP whatever waits for them. */
export class Staff {
  readonly #sessions = new Map<string, HttpSession>();

  constructor(private readonly baseUrl: string) {}

  async signIn(username: string): Promise<HttpSession> {
    const known = this.#sessions.get(username);
    if (known) return known;
    const session = new HttpSession(this.baseUrl);
    await session.post('/api/session', { username, password: SAMPLE_PASSWORD });
    this.#sessions.set(username, session);
    return session;
  }

  /** Everybody does what may be done now, but for acts that are left alone; answers how many tasks that were. */
  async round(leftAlone: readonly ActName[] = []): Promise<number> {
    let done = 0;
    for (const { username } of WORKS) {
      const session = await this.signIn(username);
      const { items } = await session.get<TaskPage>('/api/tasks?scope=groups&pageSize=100');
      const wanted = items.filter(({ claim, act }) => claim.allowed && !leftAlone.some((name) => name === act));
      for (const row of wanted) done += await this.#perform(session, row);
    }
    return done;
  }

  async #perform(session: HttpSession, { taskKey }: TaskRow): Promise<0 | 1> {
    try {
      await session.post(`/api/tasks/${taskKey}/claim`);
      const task = await session.get<TaskDetail>(`/api/tasks/${taskKey}`);
      if (task.facts.kind === 'payment-list' && task.act === 'fund-account') await this.#fund(task.facts);
      await session.post(
        `/api/tasks/${taskKey}/completion`,
        await playTask({ task, session, choices: new PlainStory(1) }),
      );
      return 1;
    } catch (error) {
      if (isOvertaken(error) || error instanceof NotYet) return 0;
      throw error;
    }
  }

  async #fund({ list, shortfallYuan }: Extract<TaskDetail['facts'], { kind: 'payment-list' }>): Promise<void> {
    const town = await this.signIn('town-a');
    const deposit = { amountYuan: shortfallYuan, reference: `${list.number} ${String(list.version)}` };
    await town.post(`/api/projects/${list.projectId}/deposits`, deposit);
  }

  /** Moves the clock to what is due next, if anything is. */
  async letTimePass(): Promise<void> {
    const administrator = await this.signIn('administrator');
    const { nextDueAt } = await administrator.get<ClockView>('/api/clock');
    if (nextDueAt !== null) await administrator.post('/api/clock', { to: nextDueAt });
  }
}
