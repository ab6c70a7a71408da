import { noteRefusalAtDoor } from '../db/repositories/refusals-at-doors.repository.js';
import { isActName } from '../rules/acts.js';
import type { ActName } from '../rules/acts.js';
import { ApiError } from './api-error.js';
import type { Caller } from './caller.js';
import type { Route } from './define-route.js';
import { EngineRefusedError, EngineUnavailableError } from './engine/errors.js';
import { apiErrorOf } from './problems.js';
import type { ProblemCode } from './problem-table.js';
import type { Services } from './services.js';
import { caseOfTask, openTask } from './tasks/require-task.js';

/**
 * What is a refusal by a rule. Left out: wrong input (400), races for a task, and what the guard at the engine denied
 * (DENIED), for that guard has written it down itself.
 */
const REFUSALS: ReadonlySet<ProblemCode> = new Set<ProblemCode>([
  'ROLE_MISSING',
  'NOT_YOUR_CASE',
  'REFUSED',
  'RULE_BROKEN',
  'TASK_NOT_YOURS',
  'TASK_OF_OTHER_ACT',
]);

interface Attempt {
  readonly route: Route;
  readonly caller: Caller | null;
  /** As the request had them, unchecked. */
  readonly params: unknown;
  readonly body: unknown;
}

interface Subject {
  readonly act: ActName | null;
  readonly named: string | null;
}

/**
 * Writes a refusal into the ledger: who, for whom, what, on which clause. Nobody who is not signed in can make it
 * write. When it cannot be written, that is the error the caller hears: no refusal without its trace.
 */
export async function traceRefusal(services: Services, attempt: Attempt, error: unknown): Promise<void> {
  const { caller, route } = attempt;
  const refused = apiErrorOf(error);
  if (caller === null || !REFUSALS.has(refused.code)) return;
  const { act, named } = await subjectOf(services, attempt, caller);
  const id = caller.kind === 'staff' ? caller.accountId : caller.householdId;
  const { findings } = refused;
  await services.db.transaction((tx) =>
    noteRefusalAtDoor(tx, {
      actor: { kind: caller.kind, id },
      door: `${route.method.toUpperCase()}:${route.path}`,
      act,
      named,
      codes: [...new Set(findings.map(({ code }) => code))],
      clauses: [...new Set(findings.flatMap(({ clauses }) => clauses))],
    }),
  );
}

const textOf = (value: unknown, field: string): string | null => {
  const found: unknown =
    typeof value === 'object' && value !== null && field in value ? Reflect.get(value, field) : null;
  return typeof found === 'string' ? found : null;
};

/** What the attempt was about: the case of the task it named, a row of a register, or what its path names. */
async function subjectOf(services: Services, { route, params, body }: Attempt, caller: Caller): Promise<Subject> {
  const taskKey = textOf(params, 'taskKey') ?? textOf(body, 'taskKey');
  const named = textOf(params, 'id') ?? textOf(body, 'rowId');
  const said = textOf(body, 'act');
  const act = isActName(route.access) ? route.access : said !== null && isActName(said) ? said : null;
  if (taskKey === null || caller.kind !== 'staff') return { act, named };
  try {
    const ofTask = await caseOfTask(services.engine, caller, await openTask(services.engine, caller, taskKey));
    return { act: act ?? ofTask.act, named: ofTask.id };
  } catch (error) {
    // A task that is over, or none, or out of reach says nothing about its case: then what the path names has to do.
    const unknown = [ApiError, EngineRefusedError, EngineUnavailableError];
    if (unknown.some((kind) => error instanceof kind)) return { act, named };
    throw error;
  }
}
