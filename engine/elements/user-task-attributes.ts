import type { Json, Key, UserTaskAttributes } from '../commands/requests.js';
import type { Expression } from '../model/expression.js';
import { LONGEST_NAME } from '../model/limits.js';
import type { FormLink, UserTaskDefinition } from '../model/types.js';
import type { ElementInstanceRow, FormRow, TaskAttributes } from '../state/rows.js';
import { boundVersion } from './bindings.js';
import type { Execution } from './execution.js';
import { IncidentError } from './execution.js';
import { parseDate } from './date-times.js';
import { evaluate, evaluateNumber, evaluateText } from './variables.js';

const DEFAULT_PRIORITY = 50;

/** The attributes of a new user task, as the diagram and the variables say. */
export function initialAttributes(run: Execution, key: Key, task: UserTaskDefinition): TaskAttributes {
  const assignee = task.assignee === null ? '' : evaluateText(run, key, task.assignee);
  return {
    assignee: assignee === '' ? null : assignee,
    candidateGroups: names(run, key, task.candidateGroups),
    candidateUsers: names(run, key, task.candidateUsers),
    dueDate: date(run, key, task.dueDate),
    followUpDate: date(run, key, task.followUpDate),
    priority: priority(run, key, task.priority),
  };
}

/** A fixed text lists names with commas; an expression gives a list of texts. */
function names(run: Execution, key: Key, expression: Expression | null): readonly string[] {
  if (expression === null) return [];
  const value = evaluate(run, key, expression);
  if (typeof value === 'string' && expression.isStatic) {
    return value
      .split(',')
      .map((name) => name.trim())
      .filter((name) => name !== '');
  }
  if (Array.isArray(value) && value.every((name) => typeof name === 'string' && name.length <= LONGEST_NAME))
    return value as string[];
  throw new IncidentError(
    'EXTRACT_VALUE_ERROR',
    `Expected result of the expression '${expression.text}' to be a list of strings of at most ${String(LONGEST_NAME)} characters, but was '${JSON.stringify(value)}'.`,
  );
}

/** Null or '' counts as no date. */
function date(run: Execution, key: Key, expression: Expression | null): number | null {
  if (expression === null) return null;
  const value: Json = evaluate(run, key, expression);
  if (value === null || value === '') return null;
  try {
    if (typeof value === 'string') return parseDate(value);
  } catch {
    // Told below, together with values that are no text at all.
  }
  throw new IncidentError(
    'EXTRACT_VALUE_ERROR',
    `Expected result of the expression '${expression.text}' to be an ISO 8601 date and time, but was '${JSON.stringify(value)}'.`,
  );
}

function priority(run: Execution, key: Key, expression: Expression | null): number {
  const value = expression === null ? DEFAULT_PRIORITY : evaluateNumber(run, key, expression);
  if (isPriority(value)) return value;
  throw new IncidentError(
    'EXTRACT_VALUE_ERROR',
    `Expected priority to be in the range [0,100] but was '${String(value)}'.`,
  );
}

export const isPriority = (value: number): boolean => Number.isInteger(value) && value >= 0 && value <= 100;

/** The form that the link means right now; throws FORM_NOT_FOUND when there is none. */
export function linkedForm(run: Execution, instance: ElementInstanceRow, link: FormLink): FormRow {
  const formId = evaluateText(run, instance.elementInstanceKey, link.formId);
  const { state } = run;
  const found = boundVersion(run, instance, link, { table: state.forms, keys: state.formsById.find(formId) });
  if (found !== undefined) return found;
  throw new IncidentError(
    'FORM_NOT_FOUND',
    `Expected to find a form with id '${formId}' (binding type '${link.binding}'), but no such form is deployed.`,
  );
}

/** What an update or a correction makes of the attributes: null or left out stays, '' or [] clears. */
export function changedAttributes(
  before: TaskAttributes,
  change: UserTaskAttributes,
): { readonly attributes: TaskAttributes; readonly changed: readonly string[] } {
  const attributes: TaskAttributes = {
    assignee:
      change.assignee === undefined || change.assignee === null
        ? before.assignee
        : change.assignee === ''
          ? null
          : change.assignee,
    candidateGroups: change.candidateGroups ?? before.candidateGroups,
    candidateUsers: change.candidateUsers ?? before.candidateUsers,
    dueDate: changedDate(before.dueDate, change.dueDate),
    followUpDate: changedDate(before.followUpDate, change.followUpDate),
    priority: change.priority ?? before.priority,
  };
  return { attributes, changed: differences(before, attributes) };
}

/** Names of the attributes in which the two differ. */
export function differences(before: TaskAttributes, after: TaskAttributes): readonly string[] {
  const names = ['assignee', 'candidateGroups', 'candidateUsers', 'dueDate', 'followUpDate', 'priority'] as const;
  return names.filter((name) => JSON.stringify(after[name]) !== JSON.stringify(before[name]));
}

function changedDate(before: number | null, change: string | null | undefined): number | null {
  if (change === undefined || change === null) return before;
  return change === '' ? null : parseDate(change);
}
