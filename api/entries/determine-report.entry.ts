import { z } from 'zod';
import { storeDetermination } from '../../db/repositories/report-objection-facts.repository.js';
import { defineEntry } from './define-entry.js';
import { longText } from './fields.js';
import { expertRows } from './judge-referred-reports.entry.js';

/** 专家鉴定 (办法 art 22–26): an odd panel, nobody of the agency, nobody with an interest (SD7); in writing. */
export const determineReportEntry = defineEntry({
  act: 'determine-report',
  fields: z.object({ experts: expertRows(), opinion: longText({ title: '鉴定意见' }) }),
  store: (tx, { entryId, taskCase }, values) => storeDetermination(tx, { entryId, reportId: taskCase.id }, values),
});
