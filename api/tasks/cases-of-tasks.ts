import { actOf, isActName } from '../../rules/acts.js';
import { CASE_VARIABLES, taskCaseOf } from '../../rules/task-case.js';
import type { TaskCase } from '../../rules/task-case.js';
import type { EnginePort, PersonAtEngine } from '../engine-port.js';
import type { EngineTask, EngineVariable } from '../engine/types.js';
import { CASE_KINDS } from './kinds/index.js';

export interface TaskOfCase {
  readonly task: EngineTask;
  readonly taskCase: TaskCase;
}

/** Every variable the API reads of a task. */
const TASK_VARIABLES: readonly string[] = Object.values(CASE_VARIABLES);

/** Does its case share a process instance with others of its kind? Its id then stands in a scope of its own. */
function sharesInstance({ act }: EngineTask): boolean {
  if (!isActName(act)) return false;
  const { caseKind } = actOf(act);
  const { within } = CASE_KINDS[caseKind];
  return within !== undefined && within !== caseKind;
}

/** Variables of the process instance itself; those of inner scopes belong to single branches. */
function variablesOf(instanceKey: string, all: readonly EngineVariable[]): Record<string, unknown> {
  const own = all.filter((variable) => variable.processInstanceKey === instanceKey);
  const outer = own.filter((variable) => variable.scopeKey === instanceKey);
  return Object.fromEntries([...own, ...outer].map(({ name, value }) => [name, value]));
}

/**
 * The cases of many tasks with one question to the engine. Only tasks about objections are asked for one by one:
 * several objections of one notice wait in one process instance, each in a scope of its own.
 */
export async function casesOfTasks(
  engine: EnginePort,
  person: PersonAtEngine,
  tasks: readonly EngineTask[],
): Promise<TaskOfCase[]> {
  const plain = tasks.filter((task) => !sharesInstance(task));
  const keys = [...new Set(plain.map(({ processInstanceKey }) => processInstanceKey))];
  const variables = await engine.application.variables(keys, TASK_VARIABLES);
  const found = await Promise.all(
    tasks.map(async (task) => {
      const seen = sharesInstance(task)
        ? await person.taskVariables(task.taskKey)
        : variablesOf(task.processInstanceKey, variables);
      return { task, taskCase: taskCaseOf(task.act, seen) };
    }),
  );
  // Tasks of other applications at the same engine are none of this workbench.
  return found.flatMap(({ task, taskCase }) => (taskCase === null ? [] : [{ task, taskCase }]));
}
