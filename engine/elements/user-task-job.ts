import type { Key } from '../commands/requests.js';
import type { Expression } from '../model/expression.js';
import type { ElementModel, UserTaskDefinition } from '../model/types.js';
import type { ElementInstanceRow, JobRow } from '../state/rows.js';
import type { KeptOfTask } from './create-user-task.js';
import type { Execution } from './execution.js';
import { createJob } from './jobs.js';
import { parseDate } from './date-times.js';
import { initialAttributes, linkedForm } from './user-task-attributes.js';
import { evaluateText } from './variables.js';

const PREFIX = 'io.camunda.zeebe:';

/** A user task without `zeebe:userTask`: one job, whose headers tell the worker for whom and by when. */
export function createUserTaskJob(run: Execution, instance: ElementInstanceRow, element: ElementModel): void {
  const { job, userTask } = element;
  if (job === null || userTask === null) throw new Error(`element ${element.id} has no user task settings`);
  const headers = { ...job.headers, ...taskHeaders(run, instance, userTask) };
  createJob(run, instance, { ...job, headers }, { kind: 'BPMN_ELEMENT', event: 'UNSPECIFIED' });
}

/** What there is none of has no header; names are told as JSON, dates as the diagram or the variable has them. */
function taskHeaders(run: Execution, instance: ElementInstanceRow, task: UserTaskDefinition): Record<string, string> {
  const key = instance.elementInstanceKey;
  const { assignee, candidateGroups, candidateUsers, dueDate, followUpDate } = initialAttributes(run, key, {
    ...task,
    priority: null,
  });
  const formKey = task.form === null ? textOf(run, key, task.formKey) : linkedForm(run, instance, task.form).formKey;
  const told = {
    assignee,
    candidateGroups: candidateGroups.length === 0 ? null : JSON.stringify(candidateGroups),
    candidateUsers: candidateUsers.length === 0 ? null : JSON.stringify(candidateUsers),
    dueDate: dueDate === null ? null : textOf(run, key, task.dueDate),
    followUpDate: followUpDate === null ? null : textOf(run, key, task.followUpDate),
    formKey,
  };
  return Object.fromEntries(
    Object.entries(told).flatMap(([name, value]) => (value === null ? [] : [[`${PREFIX}${name}`, value]])),
  );
}

/** What a user task of Camunda keeps of the job it takes the place of; an embedded form is not kept. */
export function keptOfJob(run: Execution, { customHeaders }: JobRow): KeptOfTask {
  const told = (name: string): string | undefined => customHeaders[`${PREFIX}${name}`];
  const names = (text: string | undefined): string[] => (text === undefined ? [] : (JSON.parse(text) as string[]));
  const date = (text: string | undefined): number | null => (text === undefined ? null : parseDate(text));
  return {
    candidateGroups: names(told('candidateGroups')),
    candidateUsers: names(told('candidateUsers')),
    dueDate: date(told('dueDate')),
    followUpDate: date(told('followUpDate')),
    customHeaders: Object.fromEntries(Object.entries(customHeaders).filter(([name]) => !name.startsWith(PREFIX))),
    ...keptForm(run, told('formKey') ?? EMBEDDED),
  };
}

const EMBEDDED = 'camunda-forms:bpmn:';

function keptForm(run: Execution, formKey: string): KeptOfTask {
  if (formKey.startsWith(EMBEDDED)) return {};
  const isDeployed = run.state.forms.get(formKey) !== undefined;
  return { formKey: isDeployed ? formKey : null, externalFormReference: isDeployed ? null : formKey };
}

const textOf = (run: Execution, key: Key, expression: Expression | null): string | null =>
  expression === null ? null : evaluateText(run, key, expression);
