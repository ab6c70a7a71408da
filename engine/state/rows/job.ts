import type { JobKind, Key, ListenerEventType } from '../../commands/requests.js';

export type JobState =
  'CREATED' | 'COMPLETED' | 'CANCELED' | 'FAILED' | 'ERROR_THROWN' | 'TIMED_OUT' | 'RETRIES_UPDATED' | 'MIGRATED';

export type JobStatus = 'ACTIVATABLE' | 'ACTIVATED' | 'BACKING_OFF' | 'BLOCKED' | 'DONE';

export interface JobRow {
  readonly jobKey: Key;
  readonly type: string;
  readonly kind: JobKind;
  readonly listenerEventType: ListenerEventType;
  readonly state: JobState;
  readonly status: JobStatus;
  readonly processInstanceKey: Key;
  readonly rootProcessInstanceKey: Key;
  readonly processDefinitionKey: Key;
  readonly processDefinitionId: string;
  readonly processDefinitionVersion: number;
  readonly elementId: string;
  readonly elementInstanceKey: Key;
  readonly userTaskKey: Key | null;
  readonly worker: string;
  readonly retries: number;
  readonly deadline: number | null;
  readonly retryAt: number | null;
  readonly customHeaders: Readonly<Record<string, string>>;
  readonly isDenied: boolean | null;
  readonly deniedReason: string | null;
  readonly errorCode: string | null;
  readonly errorMessage: string | null;
  readonly hasFailedWithRetriesLeft: boolean;
  readonly creationTime: number;
  readonly lastUpdateTime: number;
  readonly endTime: number | null;
}
