import type { ElementBehavior } from './behavior.js';

/** Undefined task and manual task: nothing to do for the engine. */
export const task: ElementBehavior = {
  activate: (run, instance) => {
    run.complete(instance.elementInstanceKey);
  },
};
