import { z } from 'zod';
import { appraisalResults } from '../../db/repositories/appraisal-ballots-read.repository.js';
import { storeMeasures } from '../../db/repositories/review-facts.repository.js';
import { APPRAISED_ROLES } from '../../rules/acts/firm-reviews.js';
import { defineEntry } from './define-entry.js';
import { account, rows, text } from './fields.js';

/** 落实评议措施: for everybody below the line what is done, and what came of it. */
export const setAppraisalMeasuresEntry = defineEntry({
  act: 'set-appraisal-measures',
  fields: z.object({
    measures: rows(
      { title: '措施', hint: '低于合格线的人员已列出' },
      {
        person: account({ title: '人员' }, APPRAISED_ROLES),
        measure: text({ title: '措施' }, 300),
        carriedOut: text({ title: '落实情况' }, 300),
      },
      1,
      100,
    ),
  }),
  suggest: async (tx, { id }) => {
    const below = (await appraisalResults(tx, id)).filter((result) => result.below);
    return { measures: below.map(({ accountId }) => ({ person: accountId, measure: '', carriedOut: '' })) };
  },
  store: (tx, { entryId, taskCase }, { measures }) =>
    storeMeasures(
      tx,
      { entryId, reviewId: taskCase.id },
      measures.map(({ person, ...measure }) => ({ accountId: person, ...measure })),
    ),
});
