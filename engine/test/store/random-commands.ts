import { Rejection } from '../../index.js';
import type { Engine, Variables } from '../../index.js';
import type { JobRow } from '../../state/rows.js';
import type { State } from '../../state/state.js';
import type { Vocabulary } from './vocabulary.js';

/** A step of a random run: what to do, and two numbers that choose on what. */
export type Step = readonly [kind: Kind, pick: number, other: number];

export const KINDS = [
  'create',
  'publish start message',
  'complete job',
  'work off',
  'work off',
  'fail job',
  'throw error',
  'complete task',
  'complete task',
  'complete task',
  'assign task',
  'publish',
  'set variables',
  'forward',
  'resolve',
  'move',
  'migrate',
  'cancel',
] as const;
type Kind = (typeof KINDS)[number];

/** Does the step to an engine in this state; refusals are as good as anything else. */
export function doStep(engine: Engine, state: State, step: Step, vocabulary: Vocabulary): Promise<void> {
  return orRefused(() => attempt(engine, state, step, vocabulary));
}

async function orRefused(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof Rejection)) throw error;
  }
}

async function attempt(engine: Engine, state: State, [kind, pick, other]: Step, words: Vocabulary): Promise<void> {
  const one = <Row>(rows: Iterable<Row>): Row | undefined => {
    const all = [...rows];
    return all[pick % Math.max(1, all.length)];
  };
  const variables = randomVariables(words, pick, other);
  const jobKey = one(state.jobs.all())?.jobKey ?? '1';
  const userTaskKey = one(state.userTasks.all())?.userTaskKey ?? '1';
  switch (kind) {
    case 'create':
      await engine.createInstance({
        processDefinitionId: one(state.definitions.all())?.processDefinitionId ?? '',
        variables,
      });
      break;
    case 'publish start message':
    case 'publish': {
      const ofStart = kind === 'publish start message';
      const waiting = [...state.messageSubscriptions.all()].filter(
        (row) => (row.processInstanceKey === null) === ofStart,
      );
      const { messageName: name = '', correlationKey = null } = one(waiting) ?? {};
      await engine.publishMessage({
        name,
        correlationKey: correlationKey ?? `k${String(other % 3)}`,
        timeToLive: other * 1_000,
        variables,
      });
      break;
    }
    case 'complete job':
      await takeJobs(engine, state);
      await complete(engine, one(state.jobs.all()), variables);
      break;
    case 'work off':
      await takeJobs(engine, state);
      for (const job of [...state.jobs.all()].slice(pick % 5, (pick % 5) + 10))
        await orRefused(() => complete(engine, job, variables));
      break;
    case 'fail job':
      await engine.failJob({ jobKey, retries: other % 3, errorMessage: '测试' });
      break;
    case 'throw error':
      await engine.throwJobError({ jobKey, errorCode: 'E' });
      break;
    // Both wait for their listeners, which later steps complete.
    case 'complete task':
      for (const task of [...state.userTasks.all()].slice(pick % 5, (pick % 5) + 5))
        void engine.completeUserTask({ userTaskKey: task.userTaskKey, variables }).catch(() => undefined);
      break;
    case 'assign task':
      void engine.assignUserTask({ userTaskKey, assignee: '经办甲' }).catch(() => undefined);
      break;
    case 'set variables':
      await engine.setVariables({
        elementInstanceKey: one(state.elements.all())?.elementInstanceKey ?? '1',
        variables,
        local: other % 2 === 0,
      });
      break;
    case 'forward':
      await engine.pinClock({ timestamp: Math.max(engine.clock.now(), one(state.timers.all())?.dueDate ?? 0) });
      break;
    case 'resolve': {
      const { incidentKey = '1', jobKey: stuck = null } = one(state.incidents.all()) ?? {};
      if (stuck !== null) await engine.updateJob({ jobKey: stuck, retries: 1 });
      await engine.resolveIncident({ incidentKey });
      break;
    }
    case 'move': {
      const row = one(state.elements.all());
      const near = [...state.elements.all()].filter((each) => each.processInstanceKey === row?.processInstanceKey);
      await engine.modifyInstance({
        processInstanceKey: row?.processInstanceKey ?? '1',
        moveInstructions: [
          {
            sourceElementInstruction: { sourceType: 'byKey', sourceElementInstanceKey: row?.elementInstanceKey ?? '1' },
            targetElementId: near[other % Math.max(1, near.length)]?.elementId ?? '',
            ancestorScopeInstruction: { ancestorScopeType: 'inferred' },
          },
        ],
      });
      break;
    }
    case 'migrate': {
      const instance = one(state.processInstances.all());
      const rows = [...state.elements.all()].filter((row) => row.processInstanceKey === instance?.processInstanceKey);
      // What runs, and the joins at which tokens wait; events begin anew.
      const inside = rows.filter(({ scopeKey }) => scopeKey !== null).map(({ elementId }) => elementId);
      const joins = rows.flatMap(({ runtime }) => Object.keys(runtime.arrived ?? {}));
      await engine.migrateInstance({
        processInstanceKey: instance?.processInstanceKey ?? '1',
        targetProcessDefinitionKey: instance?.processDefinitionKey ?? '1',
        mappingInstructions: [...new Set([...inside, ...joins])].map((id) => ({
          sourceElementId: id,
          targetElementId: id,
        })),
      });
      break;
    }
    case 'cancel':
      // Rarely, or nothing would ever get far.
      if (other % 4 > 0) return;
      await engine.cancelInstance({ processInstanceKey: one(state.processInstances.all())?.processInstanceKey ?? '1' });
  }
}

/** A task listener answers without variables. */
async function complete(engine: Engine, job: JobRow | undefined, variables: Variables): Promise<void> {
  await engine.completeJob({ jobKey: job?.jobKey ?? '1', ...(job?.kind === 'TASK_LISTENER' ? {} : { variables }) });
}

/** Only activated jobs can be completed by a worker: hands out whatever there is. */
async function takeJobs(engine: Engine, state: State): Promise<void> {
  const types = new Set([...state.jobs.all()].filter(({ status }) => status === 'ACTIVATABLE').map(({ type }) => type));
  for (const type of types)
    await engine.activateJobs({ type, timeout: 600_000, maxJobsToActivate: 100, requestTimeout: -1 });
}

function randomVariables(words: Vocabulary, pick: number, other: number): Variables {
  const found: Variables = {};
  for (const [index, [name, values]] of [...words].entries())
    found[name] = values[(pick + index * other) % values.length] ?? null;
  return found;
}
