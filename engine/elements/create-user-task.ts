import type { ElementModel } from '../model/types.js';
import type { ElementInstanceRow, UserTaskRow } from '../state/rows.js';
import type { Execution } from './execution.js';
import { initialAttributes, linkedForm } from './user-task-attributes.js';
import { beginChange } from './user-task-change.js';
import { evaluateText } from './variables.js';

/** What a new user task can take over from what it replaces, in place of what the diagram says. */
export type KeptOfTask = Partial<
  Pick<
    UserTaskRow,
    | 'candidateGroups'
    | 'candidateUsers'
    | 'dueDate'
    | 'followUpDate'
    | 'formKey'
    | 'externalFormReference'
    | 'customHeaders'
  >
>;

/** Creates the user task of an element; its creating listeners are asked first. */
export function createUserTask(
  run: Execution,
  instance: ElementInstanceRow,
  element: ElementModel,
  kept: KeptOfTask = {},
): void {
  const definition = element.userTask;
  if (definition === null) throw new Error(`element ${element.id} has no user task settings`);
  const key = instance.elementInstanceKey;
  const attributes = { ...initialAttributes(run, key, definition), ...kept };
  const process = run.state.processInstances.require(instance.processInstanceKey);
  const userTaskKey = run.newKey();
  run.emit('user-task-created', {
    row: {
      formKey: definition.form === null ? null : linkedForm(run, instance, definition.form).formKey,
      externalFormReference:
        definition.externalFormReference === null ? null : evaluateText(run, key, definition.externalFormReference),
      customHeaders: definition.headers,
      ...attributes,
      // The assignee of the diagram is assigned once the task is there, listeners included.
      assignee: null,
      userTaskKey,
      name: element.name,
      state: 'CREATING',
      elementId: element.id,
      elementInstanceKey: key,
      processInstanceKey: instance.processInstanceKey,
      rootProcessInstanceKey: instance.rootProcessInstanceKey,
      processDefinitionKey: instance.processDefinitionKey,
      processDefinitionId: instance.processDefinitionId,
      processDefinitionVersion: process.processDefinitionVersion,
      processName: process.processDefinitionName,
      creationDate: run.now,
      completionDate: null,
      tags: process.tags,
      action: '',
      pending: null,
    },
  });
  beginChange(run, userTaskKey, { event: 'creating', attributes });
}
