import { linkTarget } from '../model/check-model.js';
import type { ElementBehavior } from './behavior.js';
import { throwCompensation } from './compensation.js';
import { throwEscalation } from './escalation.js';
import { createElementJob } from './jobs.js';
import { throwSignal } from './signals.js';

/** Intermediate throw event: a message is a job, a link goes on at its catching end. */
export const intermediateThrowEvent: ElementBehavior = {
  activate: (run, instance, element) => {
    if (element.event.kind === 'message') {
      createElementJob(run, instance, element);
      return;
    }
    const { event } = element;
    if (event.kind === 'compensation' && throwCompensation(run, instance, event.activityId)) return;
    if (element.event.kind === 'signal') throwSignal(run, instance, element.event.name);
    if (element.event.kind === 'escalation') throwEscalation(run, instance, element.event.code);
    run.complete(instance.elementInstanceKey);
  },
  completed: (run, instance, element) => {
    const scope = instance.scopeKey === null ? undefined : run.live(instance.scopeKey);
    if (scope === undefined) return;
    const link = linkTarget(element);
    if (link !== null) run.activate(link, scope);
    else for (const flow of element.outgoing) run.takeFlow(flow, scope);
  },
};
