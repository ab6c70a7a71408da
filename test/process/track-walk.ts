import type { TaskDetail, TaskPage, TaskRow } from '../../api/contract/index.js';
import type { ActName } from '../../rules/acts.js';
import type { CaseWalk } from './case-walk.js';
import { eventually } from './eventually.js';

/** The tasks of one track among those of a project, each done by the person who may do it. */
export class TrackWalk {
  /** `title`: what the title of every task of the track says, e.g. `征收`. */
  constructor(
    private readonly walk: CaseWalk,
    private readonly title: RegExp,
  ) {}

  async #tasks(username: string, act: ActName): Promise<TaskRow[]> {
    const session = await this.walk.system.as(username);
    const { items } = await session.get<TaskPage>('/api/tasks?scope=groups&pageSize=100');
    return items.filter((row) => row.act === act && this.title.test(row.caseTitle));
  }

  /** The open task of this act that nobody has claimed yet. */
  async find(username: string, act: ActName): Promise<TaskRow> {
    return eventually(`${act} of ${this.title.source} for ${username}`, async () =>
      (await this.#tasks(username, act)).find(({ assignee }) => assignee === null),
    );
  }

  async claim(username: string, act: ActName): Promise<TaskDetail> {
    const { taskKey } = await this.find(username, act);
    const session = await this.walk.system.as(username);
    await session.post(`/api/tasks/${taskKey}/claim`);
    return session.get<TaskDetail>(`/api/tasks/${taskKey}`);
  }

  async enter(username: string, { taskKey }: TaskDetail, values: object): Promise<void> {
    await (await this.walk.system.as(username)).post(`/api/tasks/${taskKey}/entry`, { values });
  }

  /** Claims, enters these values or the usual ones, completes with this verdict or the usual one. */
  async perform(
    username: string,
    act: ActName,
    { values, verdict }: { readonly values?: object; readonly verdict?: string } = {},
  ): Promise<void> {
    const task = await this.claim(username, act);
    const first = task.verdicts[0]?.value;
    const plain = first === undefined ? {} : { verdict: first };
    if (values) await this.enter(username, task, values);
    const usual = values ? plain : await this.walk.enter(username, task);
    await this.walk.complete(username, task.taskKey, verdict === undefined ? usual : { ...usual, verdict });
  }

  /** Publishes the notices that are due and lets their periods pass, until the person has this task. */
  async publishUntil(username: string, act: ActName): Promise<void> {
    await this.walk.publish();
    await this.walk.letTimePassUntil(`${act} to be due`, async () => (await this.#tasks(username, act)).length > 0);
  }
}
