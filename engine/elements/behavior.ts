import type { ElementModel, SequenceFlow } from '../model/types.js';
import type { ElementInstanceRow } from '../state/rows.js';
import type { Execution } from './execution.js';

/**
 * What is special about one element type. The life cycle (lifecycle.ts) does the rest: mappings, listeners, event
 * subscriptions, incidents, tokens. An IncidentError thrown here stops the element and can be tried again.
 */
export interface ElementBehavior {
  /** Begins the work, after input mappings, start listeners and subscriptions. */
  activate(run: Execution, instance: ElementInstanceRow, element: ElementModel): void;
  /** The scope has been created from outside, and begins nothing by itself. */
  opened?(run: Execution, instance: ElementInstanceRow, element: ElementModel): void;
  /** The flows to take on completion; left out: all outgoing. */
  chooseFlows?(run: Execution, instance: ElementInstanceRow, element: ElementModel): readonly SequenceFlow[];
  /** Last thing before the element has completed: its scope and variables still exist. */
  completing?(run: Execution, instance: ElementInstanceRow, element: ElementModel): void;
  /** After completion, in place of taking flows (end events, links). */
  completed?(run: Execution, instance: ElementInstanceRow, element: ElementModel): void;
  /** Ends what the element has begun. False: it takes longer, and `finishTermination` is called later. */
  terminate?(run: Execution, instance: ElementInstanceRow, element: ElementModel): boolean;
}
