import { actOf, isActName } from '../../rules/acts.js';
import type { CaseKind } from '../../rules/acts.js';
import { CASE_VARIABLES } from '../../rules/task-case.js';
import type { StaffCaller } from '../caller.js';
import type { EnginePort } from '../engine-port.js';
import type { EnginePage, EngineTask, EngineTaskPage, TaskFilter } from '../engine/types.js';
import { casesOfTasks } from './cases-of-tasks.js';
import { CASE_KINDS } from './kinds/index.js';
import type { MatchingCase } from './matching-cases.js';

export interface TaskSearch {
  readonly scope: 'mine' | 'groups';
  /** Only tasks due before this instant. */
  readonly dueBefore?: string;
  /** Only tasks of these cases; absent = of any. */
  readonly cases?: readonly MatchingCase[];
}

const NOTHING: EngineTaskPage = { items: [], total: 0 };
/** The engine answers at most so many rows to one question; the cases of one search never have so many open tasks. */
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

  private async ofCases(
    cases: readonly MatchingCase[],
    filter: TaskFilter,
    { from, limit }: EnginePage,
  ): Promise<EngineTaskPage> {
    const kinds = [...new Set(cases.map(({ kind }) => kind))];
    const alone = kinds.filter((kind) => CASE_KINDS[kind].within === undefined);
    const shared = [...new Set(kinds.flatMap((kind) => CASE_KINDS[kind].within ?? []))];
    const parts = await Promise.all([
      ...alone.map((kind) => this.ofKind(kind, cases, filter)),
      ...shared.map((kind) => this.within(kind, cases, filter)),
    ]);
    const items = parts.flat().sort(oldestFirst);
    return { items: items.slice(from, from + limit), total: items.length };
  }

  /** The act is asked, too: a message about an objection leaves its household's id in the process of the notice. */
  private async ofKind(kind: CaseKind, cases: readonly MatchingCase[], filter: TaskFilter): Promise<EngineTask[]> {
    const ids = cases.filter((each) => each.kind === kind).map(({ processId }) => processId);
    const { processIds = [undefined] } = CASE_KINDS[kind];
    const found = await Promise.all(
      processIds.map((processId) =>
        this.ofProcesses(kind, ids, processId === undefined ? filter : { ...filter, processId }),
      ),
    );
    return found.flat().filter(({ act }) => isActName(act) && actOf(act).caseKind === kind);
  }

  /** A notice and all objections to it wait in one process instance: which task is about what shows only task by task. */
  private async within(outer: CaseKind, cases: readonly MatchingCase[], filter: TaskFilter): Promise<EngineTask[]> {
    const wanted = cases.filter(({ kind }) => CASE_KINDS[kind].within === outer);
    const outerIds = [...new Set(wanted.map(({ processId }) => processId))];
    const found = await this.ofProcesses(outer, outerIds, filter);
    const ids = new Set(wanted.map(({ id }) => id));
    const tasks = await casesOfTasks(this.engine, this.engine.as(this.caller.username), found);
    return tasks.filter(({ taskCase }) => ids.has(taskCase.id)).map(({ task }) => task);
  }

  private async ofProcesses(
    kind: CaseKind,
    values: readonly string[],
    filter: TaskFilter,
  ): Promise<readonly EngineTask[]> {
    if (values.length === 0) return [];
    const variable = { name: CASE_VARIABLES[kind], values };
    return (await this.ask({ ...filter, variable }, { from: 0, limit: MOST_ROWS })).items;
  }

  private ask(filter: TaskFilter, page: EnginePage): Promise<EngineTaskPage> {
    return this.engine.as(this.caller.username).searchTasks(filter, page);
  }
}
