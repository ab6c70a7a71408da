import { Camunda8, OrchestrationLifters } from '@camunda8/sdk';
import type { z } from 'zod';
import { EngineRefusedError, EngineUnavailableError } from './engine/errors.js';
import {
  diagramReply,
  elementReply,
  flowsReply,
  formReply,
  incidentReply,
  instanceReply,
  page,
  taskReply,
  variableReply,
} from './engine/replies.js';
import type {
  EngineElement,
  EngineIncident,
  EngineInstance,
  EnginePage,
  EngineTaskPage,
  EngineVariable,
  TaskFilter,
  TaskForm,
} from './engine/types.js';

/** Which engine to use and how the application and each person sign in there. */
export interface EngineSettings {
  /** Address without `/v2`, e.g. `http://127.0.0.1:8088`. */
  readonly address: string;
  /** The application's own credentials, for reading processes and setting the clock; absent where none are asked. */
  readonly application?: EngineCredentials;
  /** A fresh token for this person and how long to use it, in ms; the engine must accept it as a password. */
  readonly personal: (username: string) => { readonly password: string; readonly useForMs: number };
}
interface EngineCredentials {
  readonly username: string;
  readonly password: string;
}

const { ProcessDefinitionId, ProcessDefinitionKey, ProcessInstanceKey, UserTaskKey } = OrchestrationLifters;
const task = (taskKey: string) => ({ userTaskKey: UserTaskKey.assumeExists(taskKey) });
const ofInstance = (key: string) => ({ processInstanceKey: ProcessInstanceKey.assumeExists(key) });

const AT_ONCE = { consistency: { waitUpToMs: 0 } };
const FULL_VALUES = { truncateValues: false };
/** Rows asked for at once where all rows are wanted. */
const MANY = 500;

/** `CAMUNDA_OAUTH_DISABLED` must stay unset: the SDK would drop basic credentials with it. */
function openClient(address: string, credentials: EngineCredentials | undefined) {
  const auth = credentials
    ? {
        CAMUNDA_AUTH_STRATEGY: 'BASIC' as const,
        CAMUNDA_BASIC_AUTH_USERNAME: credentials.username,
        CAMUNDA_BASIC_AUTH_PASSWORD: credentials.password,
      }
    : { CAMUNDA_AUTH_STRATEGY: 'NONE' as const };
  return new Camunda8({
    ZEEBE_REST_ADDRESS: address,
    CAMUNDA_LOG_LEVEL: 'none',
    CAMUNDA_SUPPORT_LOG_ENABLED: false,
    ...auth,
  }).getOrchestrationClusterApiClient();
}
type Client = ReturnType<typeof openClient>;

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

/** Turns whatever the client throws into one of our two errors. */
function translate(error: unknown): Error {
  const fields: Record<string, unknown> = typeof error === 'object' && error !== null ? { ...error } : {};
  const status = fields['status'];
  if (typeof status === 'number' && status < 500 && status !== 429) {
    return new EngineRefusedError(status, textOf(fields['title']), textOf(fields['detail']));
  }
  return new EngineUnavailableError('engine unavailable', { cause: error });
}

/** Awaits a call and checks the shape of its reply; a reply of another shape is a fault, not a refusal. */
async function ask<S extends z.ZodType>(work: PromiseLike<unknown>, reply: S): Promise<z.output<S>> {
  return reply.parse(await call(work));
}

async function call<T>(work: PromiseLike<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    throw translate(error);
  }
}

/** The engine compares variables by their JSON text. */
const taskFilter = ({ assignee, candidateGroups, dueBefore, variable, processId }: TaskFilter) => ({
  state: 'CREATED' as const,
  assignee: assignee ?? { $exists: false },
  ...(candidateGroups && { candidateGroup: { $in: [...candidateGroups] } }),
  ...(dueBefore !== undefined && { dueDate: { $lt: dueBefore } }),
  ...(processId !== undefined && { processDefinitionId: ProcessDefinitionId.assumeExists(processId) }),
  ...(variable && {
    processInstanceVariables: [
      { name: variable.name, value: { $in: variable.values.map((value) => JSON.stringify(value)) } },
    ],
  }),
});

/** What one person may ask of the engine, in that person's own name. */
function personAt(client: Client) {
  return {
    searchTasks: async (filter: TaskFilter, { from, limit }: EnginePage): Promise<EngineTaskPage> => {
      const query = {
        filter: taskFilter(filter),
        sort: [{ field: 'creationDate' as const, order: 'ASC' as const }],
        page: { from, limit },
      };
      const answer = await ask(client.searchUserTasks(query, AT_ONCE), page(taskReply));
      return { items: answer.items, total: answer.page.totalItems };
    },
    getTask: (taskKey: string) => ask(client.getUserTask(task(taskKey), AT_ONCE), taskReply),
    /** The form linked to a task, or null: the engine answers 204 when there is none. */
    getForm: async (taskKey: string): Promise<TaskForm | null> => {
      const form = await call(client.getUserTaskForm(task(taskKey), AT_ONCE));
      const parsed = formReply.safeParse(form);
      if (!parsed.success) return null;
      const { schema } = parsed.data;
      return { ...parsed.data, schema: typeof schema === 'string' ? (JSON.parse(schema) as unknown) : schema };
    },
    /** Every variable the task sees. */
    taskVariables: async (taskKey: string): Promise<Record<string, unknown>> => {
      const query = { ...task(taskKey), ...FULL_VALUES, page: { from: 0, limit: MANY } };
      const answer = await ask(client.searchUserTaskVariables(query, AT_ONCE), page(variableReply));
      return Object.fromEntries(answer.items.map(({ name, value }) => [name, value]));
    },
    claim: (taskKey: string, username: string) =>
      call(client.assignUserTask({ ...task(taskKey), assignee: username, allowOverride: false })),
    release: (taskKey: string) => call(client.unassignUserTask(task(taskKey))),
    complete: (taskKey: string, variables: Record<string, unknown>) =>
      call(client.completeUserTask({ ...task(taskKey), variables })),
  };
}
export type PersonAtEngine = ReturnType<typeof personAt>;

/** What the application asks in its own name: where processes stand, and the clock. */
function applicationAt(client: Client) {
  const diagrams = new Map<string, string>();
  return {
    /** Values of some variables in many process instances, with one question. */
    variables: async (instanceKeys: readonly string[], names: readonly string[]): Promise<EngineVariable[]> => {
      if (instanceKeys.length === 0) return [];
      const filter = {
        processInstanceKey: { $in: instanceKeys.map((key) => ProcessInstanceKey.assumeExists(key)) },
        name: { $in: [...names] },
      };
      const query = { filter, ...FULL_VALUES, page: { from: 0, limit: MANY } };
      return (await ask(client.searchVariables(query, AT_ONCE), page(variableReply))).items;
    },
    /** Instances that carry this value in a variable of their own, oldest first. */
    instancesWith: async (name: string, value: string): Promise<EngineInstance[]> => {
      const query = {
        filter: { variables: [{ name, value: JSON.stringify(value) }] },
        sort: [{ field: 'startDate' as const, order: 'ASC' as const }],
        page: { from: 0, limit: MANY },
      };
      return (await ask(client.searchProcessInstances(query, AT_ONCE), page(instanceReply))).items;
    },
    elements: async (instanceKey: string): Promise<EngineElement[]> => {
      const query = { filter: ofInstance(instanceKey), page: { from: 0, limit: MANY } };
      return (await ask(client.searchElementInstances(query, AT_ONCE), page(elementReply))).items;
    },
    takenFlows: async (instanceKey: string): Promise<string[]> => {
      const answer = client.getProcessInstanceSequenceFlows(ofInstance(instanceKey), AT_ONCE);
      return (await ask(answer, flowsReply)).items.map(({ elementId }) => elementId);
    },
    incidents: async (instanceKey: string): Promise<EngineIncident[]> => {
      const query = {
        filter: { ...ofInstance(instanceKey), state: 'ACTIVE' as const },
        page: { from: 0, limit: MANY },
      };
      return (await ask(client.searchIncidents(query, AT_ONCE), page(incidentReply))).items;
    },
    /** The diagram of a deployed definition; a definition never changes, so each is asked for once. */
    diagram: async (definitionKey: string): Promise<string> => {
      const known = diagrams.get(definitionKey);
      if (known !== undefined) return known;
      const xml = await ask(
        client.getProcessDefinitionXml(
          { processDefinitionKey: ProcessDefinitionKey.assumeExists(definitionKey) },
          AT_ONCE,
        ),
        diagramReply,
      );
      diagrams.set(definitionKey, xml);
      return xml;
    },
    /** Sets the engine's clock; timers that are due by then go off. */
    pinClock: (at: Date) => call(client.pinClock({ timestamp: at.getTime() })),
    /** Lets the engine's own clock run again. */
    resetClock: () => call(client.resetClock()),
    isUp: async (): Promise<boolean> => {
      try {
        await call(client.getTopology());
        return true;
      } catch {
        return false;
      }
    },
  };
}

/** How many persons' clients are kept at once; making one costs a third of a millisecond. */
const KEPT_CLIENTS = 500;

export interface EnginePort {
  readonly as: (username: string) => PersonAtEngine;
  readonly application: ReturnType<typeof applicationAt>;
}

/** The only way from the API to the engine, embedded or Camunda alike. */
export function connectEngine(settings: EngineSettings, realTime: () => number): EnginePort {
  const persons = new Map<string, { readonly client: PersonAtEngine; readonly until: number }>();
  return {
    application: applicationAt(openClient(settings.address, settings.application)),
    as(username) {
      const known = persons.get(username);
      if (known && known.until > realTime()) return known.client;
      const { password, useForMs } = settings.personal(username);
      const client = personAt(openClient(settings.address, { username, password }));
      persons.delete(username);
      persons.set(username, { client, until: realTime() + useForMs });
      const oldest = persons.size > KEPT_CLIENTS ? persons.keys().next().value : undefined;
      if (oldest !== undefined) persons.delete(oldest);
      return client;
    },
  };
}
