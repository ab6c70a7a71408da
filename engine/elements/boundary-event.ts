import type { ElementBehavior } from './behavior.js';

/** Boundary event: begins when it has been triggered, so it is through at once. */
export const boundaryEvent: ElementBehavior = {
  activate: (run, instance) => {
    run.complete(instance.elementInstanceKey);
  },
};
