import { z } from 'zod';
import { storeAuditRectification } from '../../db/repositories/audits.repository.js';
import { defineEntry } from './define-entry.js';
import { document, longText } from './fields.js';

/** 整改审计问题: what was done about each finding of the audit. */
export const rectifyAuditFindingsEntry = defineEntry({
  act: 'rectify-audit-findings',
  fields: z.object({
    measures: longText({ title: '整改情况', hint: '逐项写明' }, 2000),
    paper: document({ title: '证明材料' }).optional(),
  }),
  store: (tx, { entryId, taskCase }, { measures, paper }) =>
    storeAuditRectification(tx, { entryId, projectId: taskCase.id }, { measures, documentId: paper ?? null }),
});
