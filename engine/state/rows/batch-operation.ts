import type { BatchOperationType, Key, MigrateInstanceRequest } from '../../commands/requests.js';

/** CREATED: its items are still being looked up. */
export type BatchOperationState = 'CREATED' | 'ACTIVE' | 'SUSPENDED' | 'COMPLETED' | 'CANCELED' | 'FAILED';

/** What a batch operation does, and to what. */
export interface BatchPlan {
  /** Filter of the search whose results become items, as the search has read it. */
  readonly filter: Readonly<Record<string, unknown>>;
  /** Only this process instance and those it has called. */
  readonly within?: Key;
  readonly migration?: Omit<MigrateInstanceRequest, 'processInstanceKey'>;
  readonly moves?: readonly { readonly sourceElementId: string; readonly targetElementId: string }[];
}

export interface BatchOperationRow {
  readonly batchOperationKey: Key;
  readonly batchOperationType: BatchOperationType;
  readonly state: BatchOperationState;
  readonly startDate: number | null;
  readonly endDate: number | null;
  readonly actorType: 'ANONYMOUS' | 'USER';
  readonly actorId: string | null;
  readonly totalCount: number;
  readonly failedCount: number;
  readonly completedCount: number;
  readonly plan: BatchPlan;
  /** Key of the last item that has been looked up; null: all of them have been. */
  readonly foundUpTo: Key | null;
  /** Why the items could not be looked up. */
  readonly fault: string | null;
  /** There is still something to do for it, or it waits to go on. */
  readonly live: boolean;
}

export interface BatchItemRow {
  readonly batchOperationKey: Key;
  readonly batchOperationType: BatchOperationType;
  readonly itemKey: Key;
  readonly processInstanceKey: Key;
  readonly rootProcessInstanceKey: Key | null;
  readonly state: 'ACTIVE' | 'COMPLETED' | 'FAILED' | 'CANCELED';
  readonly processedDate: number | null;
  readonly errorMessage: string | null;
}
