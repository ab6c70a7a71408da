/** What the scenarios ask of an engine. */
export interface Job {
  readonly jobKey: string;
  readonly type: string;
  readonly processInstanceKey: string;
}

export interface Task {
  readonly userTaskKey: string;
  readonly elementId: string;
  readonly processInstanceKey: string;
}

export type Variables = Readonly<Record<string, unknown>>;

export interface EngineCalls {
  /** Answers the key of the new instance. */
  start(processId: string, businessId: string, variables?: Variables): Promise<string>;
  /** Jobs that are there now; does not wait for any. */
  fetch(type: string, worker: string, max: number): Promise<readonly Job[]>;
  complete(job: Job, variables?: Variables): Promise<void>;
  /** Oldest first, nobody's yet. */
  tasks(group: string, max: number): Promise<readonly Task[]>;
  claim(task: Task, user: string): Promise<void>;
  completeTask(task: Task, variables?: Variables): Promise<void>;
  /** Whether an instance waited for it. */
  correlate(message: string, correlationKey: string): Promise<boolean>;
  /** How many instances of the process run; exact up to 10,000. */
  running(processId: string): Promise<number>;
}

export const LOCK_MS = 300_000;

/** The search of a group's open tasks, as both clients send it. */
export const openTasks = (group: string, max: number) => ({
  filter: { candidateGroup: group, state: 'CREATED' as const, assignee: { $exists: false } },
  sort: [{ field: 'creationDate' as const, order: 'ASC' as const }],
  page: { limit: max, from: 0 },
});

export const runningInstances = (processId: string) => ({
  filter: { processDefinitionId: processId, state: 'ACTIVE' as const },
  page: { limit: 1, from: 0 },
});
