import { z } from 'zod';
import { storeReferralOpinion } from '../../db/repositories/appraisal-steps.repository.js';
import { defineEntry } from './define-entry.js';
import { longText, organisation, rows, text, yesNo } from './fields.js';

/** The experts of a panel, each with what the rules ask of it. */
export const expertRows = () =>
  rows(
    { title: '专家组' },
    {
      name: text({ title: '姓名' }, 40),
      registeredValuer: yesNo({ title: '注册估价师' }),
      agency: organisation({ title: '所在估价机构' }, ['appraisal-agency']).optional(),
      interested: yesNo({ title: '与当事人有利害关系' }),
    },
    1,
    15,
  );

/** 专家委员会鉴定: an odd panel of at least three, nobody of the agency, nobody with an interest (SD7). */
export const judgeReferredReportsEntry = defineEntry({
  act: 'judge-referred-reports',
  fields: z.object({
    experts: expertRows(),
    faulty: yesNo({ title: '报告有误，须重新出具' }),
    opinion: longText({ title: '鉴定意见' }),
  }),
  store: (tx, { entryId, taskCase }, values) => storeReferralOpinion(tx, { entryId, trackId: taskCase.id }, values),
});
