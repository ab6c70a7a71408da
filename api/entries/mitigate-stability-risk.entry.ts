import { z } from 'zod';
import { storeMitigation } from '../../db/repositories/expropriation-facts.repository.js';
import { defineEntry } from './define-entry.js';
import { date, longText } from './fields.js';

/** 落实化解措施: what was done about a high risk before it is assessed again. */
export const mitigateStabilityRiskEntry = defineEntry({
  act: 'mitigate-stability-risk',
  fields: z.object({
    measures: longText({ title: '已落实的措施' }, 4000),
    doneOn: date({ title: '落实日期' }),
  }),
  store: (tx, { entryId, taskCase }, values) => storeMitigation(tx, { entryId, trackId: taskCase.id }, values),
});
