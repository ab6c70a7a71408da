/** What the API knows of the engine, in its own words. */

/** A user task as the engine knows it. */
export interface EngineTask {
  readonly taskKey: string;
  readonly name: string;
  readonly state: string;
  readonly act: string;
  readonly assignee: string | null;
  readonly candidateGroups: readonly string[];
  readonly elementId: string;
  readonly processId: string;
  readonly processName: string;
  readonly processInstanceKey: string;
  readonly createdAt: string;
  readonly dueAt: string | null;
}
export interface EngineTaskPage {
  readonly items: readonly EngineTask[];
  readonly total: number;
}
export interface TaskFilter {
  /** Claimed by this person; else unclaimed. */
  readonly assignee?: string;
  /** Offered to one of these roles. */
  readonly candidateGroups?: readonly string[];
  /** Due before this instant. */
  readonly dueBefore?: string;
  /** Of a process whose variable has one of these values. */
  readonly variable?: { readonly name: string; readonly values: readonly string[] };
  /** Of this process. */
  readonly processId?: string;
}
export interface EnginePage {
  readonly from: number;
  readonly limit: number;
}

export interface EngineInstance {
  readonly key: string;
  readonly parentKey: string | null;
  readonly definitionKey: string;
  readonly processId: string;
  readonly name: string;
  readonly state: 'ACTIVE' | 'COMPLETED' | 'TERMINATED';
  readonly startedAt: string;
  readonly endedAt: string | null;
}
export interface EngineElement {
  readonly elementId: string;
  readonly state: string;
}
export interface EngineIncident {
  readonly elementId: string;
  readonly message: string;
  readonly at: string;
}
export interface EngineVariable {
  readonly name: string;
  readonly processInstanceKey: string;
  readonly scopeKey: string;
  readonly value: unknown;
}
export interface TaskForm {
  readonly formId: string;
  readonly version: number;
  readonly schema: unknown;
}
