import type { ElementBehavior } from './behavior.js';

/** Parallel gateway: goes on once a token has come over every incoming flow (tokens.ts), over all outgoing ones. */
export const parallelGateway: ElementBehavior = {
  activate: (run, instance) => {
    run.complete(instance.elementInstanceKey);
  },
};
