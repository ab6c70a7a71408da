import { z } from 'zod';
import { storeAppraisalPlan } from '../../db/repositories/review-facts.repository.js';
import { APPRAISED_ROLES } from '../../rules/acts/firm-reviews.js';
import { defineEntry } from './define-entry.js';
import { account, date, integer, rows } from './fields.js';

/** 组织民主评议: who is appraised, how many of each group appraise, until when. */
export const prepareAppraisalEntry = defineEntry({
  act: 'prepare-appraisal',
  fields: z.object({
    closesOn: date({ title: '评议截止日' }),
    residents: integer({ title: '居民票数', unit: '张' }, 0, 500),
    committee: integer({ title: '居村委票数', unit: '张' }, 0, 100),
    colleagues: integer({ title: '同事票数', unit: '张' }, 0, 100),
    subjects: rows({ title: '被评人员' }, { person: account({ title: '人员' }, APPRAISED_ROLES) }, 1, 100),
  }),
  store: (tx, { entryId, taskCase }, { subjects, ...plan }) =>
    storeAppraisalPlan(
      tx,
      { entryId, reviewId: taskCase.id },
      { ...plan, subjects: subjects.map(({ person }) => person) },
    ),
});
