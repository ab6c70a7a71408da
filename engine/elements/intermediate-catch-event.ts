import type { ElementBehavior } from './behavior.js';

/** Intermediate catch event and receive task: wait for what openSubscriptions has subscribed to. */
export const intermediateCatchEvent: ElementBehavior = {
  activate: (run, instance, element) => {
    const triggeredAlready = instance.runtime.trigger !== undefined;
    if (triggeredAlready || element.event.kind === 'link') run.complete(instance.elementInstanceKey);
  },
};
