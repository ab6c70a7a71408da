import { z } from 'zod';
import { count, name, nameOrEmpty, tenantIds, texts } from '../../gateway/fields.js';
import { bundled, deliver, singly } from '../activated-jobs.js';
import { streamingCall } from '../call.js';
import type { GrpcCall } from '../call.js';
import { milliseconds, waitingTime } from '../fields.js';
import { Stopping } from '../status.js';

const who = {
  type: name,
  worker: nameOrEmpty,
  timeout: milliseconds.pipe(z.number().min(1)),
  fetchVariable: texts,
  tenantIds,
};

export const jobActivationCalls: readonly GrpcCall[] = [
  streamingCall({
    name: 'ActivateJobs',
    permission: 'operate',
    request: z.object({ ...who, maxJobsToActivate: count.min(1), requestTimeout: waitingTime }),
    handle: async ({ request, over }, engine, outbox) => {
      const jobs = await engine.activateJobs(request, over);
      const missed = await deliver(bundled(jobs), outbox);
      if (missed.length > 0) await engine.releaseJobs({ jobs: missed });
    },
  }),
  streamingCall({
    name: 'StreamActivatedJobs',
    permission: 'operate',
    request: z.object(who),
    handle: async ({ request, over }, engine, outbox) => {
      await engine.streamJobs(request, (jobs) => deliver(singly(jobs), outbox), over);
      if (!outbox.isClosed) throw new Stopping();
    },
  }),
];
