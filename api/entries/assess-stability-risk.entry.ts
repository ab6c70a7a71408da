import { z } from 'zod';
import { storeRisk } from '../../db/repositories/expropriation-facts.repository.js';
import { defineEntry } from './define-entry.js';
import { document, integer, longText, text, yesNo } from './fields.js';

/** 社会稳定风险评估 (征收与补偿条例 art 12): who was heard, what was found, what is done about it, and the houses to move to. */
export const assessStabilityRiskEntry = defineEntry({
  act: 'assess-stability-risk',
  fields: z.object({
    reportNumber: text({ title: '评估报告文号' }, 80),
    heardPersons: integer({ title: '听取意见人数', unit: '人', hint: '集体土地须有村民参与' }, 1, 100_000),
    findings: longText({ title: '风险点与等级理由' }, 4000),
    measures: longText({ title: '防范化解措施' }, 4000),
    housingReady: yesNo({ title: '安置房源已落实' }),
    housing: longText({ title: '安置房源说明' }, 2000),
    report: document({ title: '评估报告' }).optional(),
  }),
  store: (tx, { entryId, taskCase }, { report, ...risk }) =>
    storeRisk(tx, { entryId, trackId: taskCase.id }, risk, report ?? null),
});
