import type { Key, Variables } from '../../commands/requests.js';
import type { TaskListenerEvent } from '../../model/types.js';

export type UserTaskState =
  'CREATING' | 'CREATED' | 'ASSIGNING' | 'UPDATING' | 'COMPLETING' | 'COMPLETED' | 'CANCELING' | 'CANCELED';

/** What people can see and change of a user task. Dates are ms. */
export interface TaskAttributes {
  readonly assignee: string | null;
  readonly candidateGroups: readonly string[];
  readonly candidateUsers: readonly string[];
  readonly priority: number;
  readonly dueDate: number | null;
  readonly followUpDate: number | null;
}

/** The change of a user task that waits for its listeners. */
export interface PendingChange {
  readonly event: TaskListenerEvent;
  /** The caller who waits for the answer; null when nobody does. */
  readonly requestKey: Key | null;
  readonly action: string;
  readonly listenersDone: number;
  /** How the task will be, corrections included. */
  readonly attributes: TaskAttributes;
  readonly changed: readonly string[];
  readonly variables: Variables;
  /** Of variables that are set from outside: they stay variables of the element alone. */
  readonly isLocal?: boolean;
  /** As it was asked for, once a listener has corrected it: all listeners begin anew when one of them cannot be asked. */
  readonly uncorrected?: { readonly attributes: TaskAttributes; readonly changed: readonly string[] };
  /** The global listeners that there were when it began; left out: none. */
  readonly globalListeners?: PinnedListeners;
  /** The known user who asked for it: how it comes out is written to the audit log. */
  readonly actor?: string;
}

/** What a change must know of a global listener. */
export interface PinnedListener {
  readonly type: string;
  readonly retries: number;
}

/** Global listeners that run before and after those of the diagram, in their order. */
export interface PinnedListeners {
  readonly before: readonly PinnedListener[];
  readonly after: readonly PinnedListener[];
}

export interface UserTaskRow extends TaskAttributes {
  readonly userTaskKey: Key;
  readonly name: string | null;
  readonly state: UserTaskState;
  readonly elementId: string;
  readonly elementInstanceKey: Key;
  readonly processInstanceKey: Key;
  readonly rootProcessInstanceKey: Key;
  readonly processDefinitionKey: Key;
  readonly processDefinitionId: string;
  readonly processDefinitionVersion: number;
  readonly processName: string | null;
  readonly creationDate: number;
  readonly completionDate: number | null;
  readonly formKey: Key | null;
  readonly externalFormReference: string | null;
  readonly customHeaders: Readonly<Record<string, string>>;
  readonly tags: readonly string[];
  readonly action: string;
  readonly pending: PendingChange | null;
}
