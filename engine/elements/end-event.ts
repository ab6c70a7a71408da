import type { ElementBehavior } from './behavior.js';
import { throwCompensation } from './compensation.js';
import { throwError } from './errors.js';
import { throwEscalation } from './escalation.js';
import { IncidentError } from './execution.js';
import { createElementJob } from './jobs.js';
import { terminateChildren } from './scope.js';
import { throwSignal } from './signals.js';
import { evaluateText } from './variables.js';

/** End event: none, message (a job), error, escalation, signal, compensation, terminate. */
export const endEvent: ElementBehavior = {
  activate: (run, instance, element) => {
    const { event } = element;
    const key = instance.elementInstanceKey;
    switch (event.kind) {
      case 'message':
        createElementJob(run, instance, element);
        return;
      case 'error': {
        const code = event.code === null ? '' : evaluateText(run, key, event.code);
        if (!throwError(run, instance, code, {}))
          throw new IncidentError('UNHANDLED_ERROR_EVENT', unhandledError(code));
        return;
      }
      case 'escalation':
        throwEscalation(run, instance, event.code);
        break;
      case 'signal':
        throwSignal(run, instance, event.name);
        break;
      case 'compensation':
        if (throwCompensation(run, instance, event.activityId)) return;
        break;
      default:
    }
    run.complete(key);
  },
  completed: (run, instance, element) => {
    if (element.event.kind === 'terminate' && instance.scopeKey !== null) terminateChildren(run, instance.scopeKey);
  },
};

export const unhandledError = (code: string): string =>
  `Expected to throw an error event with the code '${code}', but it was not caught.`;
