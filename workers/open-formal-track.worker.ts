import { z } from 'zod';
import { openPlans } from '../db/repositories/plans.repository.js';
import { openTrack } from '../db/repositories/tracks.repository.js';
import { defineWorker } from './define-worker.js';

/** 开启征收轨道 open-formal-track: the formal track is prepared beside the negotiation from here on, and so is its plan once areas are displayed. */
export const openFormalTrackWorker = defineWorker({
  jobType: 'open-formal-track',
  input: z.object({ projectId: z.uuid(), formalMode: z.enum(['state', 'collective']) }),
  output: z.object({ trackId: z.uuid() }),
  handle: async ({ projectId, formalMode }, { tx }) => {
    const trackId = await openTrack(tx, projectId, formalMode);
    await openPlans(tx, projectId);
    return { trackId };
  },
});
