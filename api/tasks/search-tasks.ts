import { CASE_VARIABLES } from '../../rules/task-case.js';
import type { StaffCaller } from '../caller.js';
import type { EnginePort } from '../engine-port.js';
import type { EnginePage, EngineTask, EngineTaskPage, TaskFilter } from '../engine/types.js';
import { casesOfTasks } from './cases-of-tasks.js';
import type { MatchingCase } from './matching-cases.js';

export interface TaskSearch {
  readonly scope: 'mine' | 'groups';
  /** Only tasks due before this instant. */
  readonly dueBefore?: string;
  /** Only tasks of these cases; absent = of any. */
  readonly cases?: readonly MatchingCase[];
}

const NOTHING: EngineTaskPage = { items: [], total: 0 };
/** The engine answers at most so many rows to one question. */
const MOST_ROWS = 10_000;

const oldestFirst = (one: EngineTask, other: EngineTask): number =>
  Date.parse(one.createdAt) - Date.parse(other.createdAt) || Number(BigInt(one.taskKey) - BigInt(other.taskKey));

/** One page of a person's tasks over all there are, oldest first. The engine knows the tasks, the database the cases. */
export class TaskFinder {
  constructor(
    private readonly engine: EnginePort,
    private readonly caller: StaffCaller,
  ) {}

  async find(search: TaskSearch, page: EnginePage): Promise<EngineTaskPage> {
    const { scope, dueBefore, cases } = search;
    if (scope === 'groups' && this.caller.roles.length === 0) return NOTHING;
    const whose = scope === 'mine' ? { assignee: this.caller.username } : { candidateGroups: this.caller.roles };
    const filter = dueBefore === undefined ? whose : { ...whose, dueBefore };
    return cases ? this.ofCases(cases, filter, page) : this.ask(filter, page);
  }

  /** Each kind of process is asked for all rows up to the page's end: where a page begins in one depends on the others. */
  private async ofCases(
    cases: readonly MatchingCase[],
    filter: TaskFilter,
    { from, limit }: EnginePage,
  ): Promise<EngineTaskPage> {
    const upToHere = { from: 0, limit: Math.min(MOST_ROWS, from + limit) };
    const plain = (kind: 'household' | 'payment-list') => {
      const ids = cases.filter((each) => each.kind === kind).map(({ processId }) => processId);
      return this.ofProcesses(CASE_VARIABLES[kind], ids, filter, upToHere);
    };
    const parts = await Promise.all([plain('household'), plain('payment-list'), this.aboutNotices(cases, filter)]);
    const items = parts.flatMap((part) => part.items).sort(oldestFirst);
    return { items: items.slice(from, from + limit), total: parts.reduce((sum, part) => sum + part.total, 0) };
  }

  /** A notice and all objections to it wait in one process instance: which task is about what shows only task by task. */
  private async aboutNotices(cases: readonly MatchingCase[], filter: TaskFilter): Promise<EngineTaskPage> {
    const wanted = cases.filter(({ kind }) => kind === 'notice' || kind === 'objection');
    const notices = [...new Set(wanted.map(({ processId }) => processId))];
    const found = await this.ofProcesses(CASE_VARIABLES.notice, notices, filter, { from: 0, limit: MOST_ROWS });
    const ids = new Set(wanted.map(({ id }) => id));
    const tasks = await casesOfTasks(this.engine, this.engine.as(this.caller.username), found.items);
    const items = tasks.filter(({ taskCase }) => ids.has(taskCase.id)).map(({ task }) => task);
    return { items, total: items.length };
  }

  private async ofProcesses(
    variable: string,
    values: readonly string[],
    filter: TaskFilter,
    page: EnginePage,
  ): Promise<EngineTaskPage> {
    return values.length === 0 ? NOTHING : this.ask({ ...filter, variable: { name: variable, values } }, page);
  }

  private ask(filter: TaskFilter, page: EnginePage): Promise<EngineTaskPage> {
    return this.engine.as(this.caller.username).searchTasks(filter, page);
  }
}
