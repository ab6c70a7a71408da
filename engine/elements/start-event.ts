import type { ElementBehavior } from './behavior.js';

/** Start event: hands the variables of what started it to its scope. */
export const startEvent: ElementBehavior = {
  activate: (run, instance) => {
    run.complete(instance.elementInstanceKey);
  },
};
