import { z } from 'zod';
import { storeRectification } from '../../db/repositories/inspection-facts.repository.js';
import { defineEntry } from './define-entry.js';
import { document, longText } from './fields.js';

/** 整改并交材料: what the base did about everything that was found, with the papers that show it. */
export const rectifyFindingsEntry = defineEntry({
  act: 'rectify-findings',
  fields: z.object({
    measures: longText({ title: '整改措施', hint: '逐项写明如何改正' }, 2000),
    paper: document({ title: '整改材料' }),
  }),
  store: (tx, { entryId, taskCase }, { measures, paper }) =>
    storeRectification(tx, { entryId, inspectionId: taskCase.id }, { measures, documentId: paper }),
});
