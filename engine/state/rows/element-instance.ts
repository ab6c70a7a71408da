import type { Json, Key, Variables } from '../../commands/requests.js';
import type { ElementType } from '../../model/types.js';
import type { RunState } from './process-instance.js';

export type Phase = 'ACTIVATING' | 'ACTIVATED' | 'COMPLETING' | 'TERMINATING' | 'ENDED';

/** An event that goes on once what it interrupts has ended. */
export interface PendingTrigger {
  readonly elementId: string;
  readonly variables: Variables;
}

export interface LoopRuntime {
  readonly items: readonly Json[];
  readonly started: number;
  readonly completed: number;
  /** Inner instances that were ended from outside while the loop goes on. */
  readonly terminated?: number;
  /** The completion condition holds. */
  readonly enough?: boolean;
}

/** An activity that has completed and can be undone. */
export interface Compensable {
  /** The compensation boundary event that leads to the handler. */
  readonly eventId: string;
  /** The activity, and before it the completed subprocesses around it, outermost first. */
  readonly activityIds: readonly string[];
  /** Variables of those subprocesses: the handler still sees them. */
  readonly locals: Variables;
}

/** What only the engine needs to know of an element instance. */
export interface ElementRuntime {
  /** Tokens waiting at joins of this scope: gateway id, then flow id, then how many. */
  readonly arrived?: Readonly<Record<string, Readonly<Record<string, number>>>>;
  /** Of a multi-instance body. */
  readonly loop?: LoopRuntime;
  /** Position of an inner instance in its loop, from 1. */
  readonly loopCounter?: number;
  /** Variables of the event or job that ends (or started) this element; merged on completion. */
  readonly trigger?: Variables;
  readonly pending?: PendingTrigger | null;
  /** An interrupting event subprocess has taken over this scope. */
  readonly interrupted?: boolean;
  /** How many of the listeners of this phase are done. */
  readonly listenersDone?: number;
  readonly calledKey?: Key;
  /** Elements to begin with in place of the start event. */
  readonly startAt?: readonly string[];
  /** Of a process: end the instance once one of these elements has completed. */
  readonly terminateAfter?: readonly string[];
  /** Of an event-based gateway: the catch event that was triggered. */
  readonly chosen?: PendingTrigger;
  /** Of an ad-hoc subprocess: it ends as soon as nothing inside it lives any more. */
  readonly endsWhenEmpty?: boolean;
  /** Of a scope: what has completed in it and can be undone. */
  readonly compensables?: readonly Compensable[];
  /** Of a compensation handler: the throw event that waits for it. */
  readonly compensatesFor?: Key;
}

export interface ElementInstanceRow {
  readonly elementInstanceKey: Key;
  readonly processInstanceKey: Key;
  readonly rootProcessInstanceKey: Key;
  readonly processDefinitionKey: Key;
  readonly processDefinitionId: string;
  readonly scopeKey: Key | null;
  readonly elementId: string;
  readonly elementName: string | null;
  readonly type: ElementType;
  readonly state: RunState;
  readonly startDate: number;
  readonly endDate: number | null;
  readonly incidentKey: Key | null;
  readonly incidentCount: number;
  readonly phase: Phase;
  readonly runtime: ElementRuntime;
}
