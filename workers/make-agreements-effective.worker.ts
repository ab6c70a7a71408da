import { z } from 'zod';
import { makeAgreementsEffective } from '../db/repositories/effectiveness.repository.js';
import { defineWorker } from './define-worker.js';

/** 协议生效 make-agreements-effective: the rate is reached: every sealed agreement takes effect and its payment gets a due date. */
export const makeAgreementsEffectiveWorker = defineWorker({
  jobType: 'make-agreements-effective',
  input: z.object({ projectId: z.uuid() }),
  output: z.object({ effectiveCount: z.number().int() }),
  handle: ({ projectId }, { tx }) => makeAgreementsEffective(tx, projectId),
});
