import type { ElementBehavior } from './behavior.js';
import { createElementJob } from './jobs.js';
import { evaluate } from './variables.js';

/** Script task: a FEEL expression whose result goes into one variable, or else a job. */
export const scriptTask: ElementBehavior = {
  activate: (run, instance, element) => {
    if (element.script === null) {
      createElementJob(run, instance, element);
      return;
    }
    const key = instance.elementInstanceKey;
    run.complete(key, { [element.script.resultVariable]: evaluate(run, key, element.script.expression) });
  },
};
