import type { EnginePort, PersonAtEngine } from '../../api/engine-port.js';
import { EngineRefusedError } from '../../api/engine/errors.js';
import type { EngineTask } from '../../api/engine/types.js';
import type { Database } from '../../db/database.js';
import { actOf } from '../../rules/acts.js';
import type { ActName } from '../../rules/acts.js';
import { CASE_VARIABLES } from '../../rules/task-case.js';
import type { Worker } from '../../workers/define-worker.js';
import { guardAssignmentWorker } from '../../workers/guard-assignment.worker.js';
import { guardCompletionWorker } from '../../workers/guard-completion.worker.js';

interface BoardTask extends EngineTask {
  readonly caseId: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

const FIRST_KEY = 2_251_799_813_685_248n;

/**
 * The engine's user tasks alone, with the real listeners: whatever task is asked for is opened, for any act and case, as
 * no diagram would. So the listeners and the database have to hold by themselves.
 */
export class TaskBoard implements EnginePort {
  readonly #tasks = new Map<string, BoardTask>();
  #jobs = 0n;

  constructor(private readonly db: Database) {}

  /** A task nobody has claimed. */
  open(act: ActName, caseId: string, contentHash: string | null): string {
    const taskKey = (FIRST_KEY + BigInt(this.#tasks.size)).toString();
    this.#tasks.set(taskKey, {
      taskKey,
      name: act,
      state: 'CREATED',
      act,
      assignee: null,
      candidateGroups: [...actOf(act).roles],
      elementId: 'Task',
      processId: 'any',
      processName: 'any',
      processInstanceKey: '1',
      createdAt: '2026-03-02T01:00:00.000Z',
      dueAt: null,
      caseId,
      variables: {
        [CASE_VARIABLES[actOf(act).caseKind]]: caseId,
        ...(contentHash === null ? {} : { contentHash }),
      },
    });
    return taskKey;
  }

  /** A task that is no longer asked for goes, and whoever had claimed it is free again. */
  async cancel(taskKey: string): Promise<void> {
    if (this.#get(taskKey).assignee !== null) await this.#judge(guardAssignmentWorker, taskKey, '', {});
    this.#set(taskKey, { state: 'CANCELED', assignee: null });
  }

  /** The tasks that are not done yet. */
  standing(): readonly BoardTask[] {
    return [...this.#tasks.values()].filter(({ state }) => state === 'CREATED');
  }

  as(username: string): PersonAtEngine {
    const unused = () => Promise.reject(new Error('nobody asks this here'));
    return {
      searchTasks: unused,
      getForm: unused,
      getTask: (taskKey) => Promise.resolve().then(() => this.#get(taskKey)),
      taskVariables: (taskKey) => Promise.resolve().then(() => ({ ...this.#get(taskKey).variables })),
      claim: async (taskKey) => {
        if (this.#get(taskKey).assignee !== null) throw new EngineRefusedError(409, 'INVALID_STATE', 'assigned');
        await this.#judge(guardAssignmentWorker, taskKey, username, {});
        this.#set(taskKey, { assignee: username });
        return undefined;
      },
      release: async (taskKey) => {
        this.#mustBeOf(taskKey, username);
        await this.#judge(guardAssignmentWorker, taskKey, '', {});
        this.#set(taskKey, { assignee: null });
        return undefined;
      },
      complete: async (taskKey, variables) => {
        this.#mustBeOf(taskKey, username);
        await this.#judge(guardCompletionWorker, taskKey, username, variables);
        this.#set(taskKey, { state: 'COMPLETED' });
        return undefined;
      },
    };
  }

  get application(): EnginePort['application'] {
    throw new Error('nobody asks the application here');
  }

  #get(taskKey: string): BoardTask {
    const task = this.#tasks.get(taskKey);
    if (task === undefined) throw new EngineRefusedError(404, 'NOT_FOUND', 'no such task');
    return task;
  }

  #set(taskKey: string, change: Partial<BoardTask>): void {
    this.#tasks.set(taskKey, { ...this.#get(taskKey), ...change });
  }

  #mustBeOf(taskKey: string, username: string): void {
    if (this.#get(taskKey).assignee !== username) throw new EngineRefusedError(403, 'FORBIDDEN', 'not the assignee');
  }

  async #judge(guard: Worker, taskKey: string, assignee: string, given: Record<string, unknown>): Promise<void> {
    const task = this.#get(taskKey);
    this.#jobs += 1n;
    const job = {
      jobKey: this.#jobs.toString(),
      jobType: guard.jobType,
      processInstanceKey: '1',
      elementId: 'Task',
      headers: { act: task.act },
      userTask: { userTaskKey: taskKey, assignee: assignee === '' ? null : assignee },
    };
    const answer = await guard.run(this.db, job, { ...task.variables, ...given });
    if (answer.kind === 'denied') {
      throw new EngineRefusedError(409, 'INVALID_STATE', `Reason to deny: '${answer.reason}'`);
    }
  }
}
