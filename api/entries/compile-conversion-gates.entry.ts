import { z } from 'zod';
import { storeConversionGates } from '../../db/repositories/conversion-gates.repository.js';
import { defineEntry } from './define-entry.js';
import { document, longText, text, yuan } from './fields.js';

/** 汇总转征收条件: what the database does not know of the eight points, each with its paper. */
export const compileConversionGatesEntry = defineEntry({
  act: 'compile-conversion-gates',
  fields: z.object({
    reason: longText({ title: '转征收理由' }, 1000),
    budget: yuan({ title: '未签约户补偿概算', hint: '须已足额存入项目专户' }),
    riskAssessment: text({ title: '社会稳定风险评估文号', hint: '征收决定已作出的可不填' }, 100).optional(),
    legalReview: text({ title: '合法性审查意见文号' }, 100).optional(),
    papers: document({ title: '评估与审查文件' }).optional(),
  }),
  store: (tx, { entryId, taskCase }, values) =>
    storeConversionGates(
      tx,
      { entryId, conversionId: taskCase.id },
      {
        reason: values.reason,
        budgetFen: values.budget,
        riskAssessment: values.riskAssessment ?? null,
        legalReview: values.legalReview ?? null,
      },
    ),
});
