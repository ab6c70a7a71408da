import { z } from 'zod';
import { storeCorrectionDelivery } from '../../db/repositories/report-objection-facts.repository.js';
import { defineEntry } from './define-entry.js';
import { date, text } from './fields.js';

/** 送达更正报告: after the hand-down the firm brings the household its corrected report. */
export const deliverRevisedReportEntry = defineEntry({
  act: 'deliver-revised-report',
  fields: z.object({
    deliveredOn: date({ title: '送达日期', hint: '不早于下发，不晚于今日' }),
    how: text({ title: '送达方式', hint: '例如：当面签收' }, 100),
  }),
  store: (tx, { entryId, taskCase }, { deliveredOn, how }) =>
    storeCorrectionDelivery(tx, { entryId, reportId: taskCase.id }, { deliveredOn, how }),
});
