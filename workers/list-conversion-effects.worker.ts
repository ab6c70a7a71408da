import { z } from 'zod';
import { listConversionEffects } from '../db/repositories/conversion.repository.js';
import { defineWorker } from './define-worker.js';

/** 列明转征收影响 list-conversion-effects: what the conversion does to every household, fixed by a hash. */
export const listConversionEffectsWorker = defineWorker({
  jobType: 'list-conversion-effects',
  input: z.object({ conversionId: z.uuid() }),
  output: z.object({ listNumber: z.number().int(), formalCount: z.number().int() }),
  handle: ({ conversionId }, { tx }) => listConversionEffects(tx, conversionId),
});
