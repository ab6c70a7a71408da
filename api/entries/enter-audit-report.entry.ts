import { z } from 'zod';
import { storeAuditReport } from '../../db/repositories/audits.repository.js';
import { defineEntry } from './define-entry.js';
import { date, document, longText, organisation, rows, text } from './fields.js';

/** 录入审计报告: the audit body's report as a paper with its hash, and what it found (SD17, 征收与补偿条例第29条). */
export const enterAuditReportEntry = defineEntry({
  act: 'enter-audit-report',
  fields: z.object({
    number: text({ title: '审计报告文号' }, 60),
    auditor: organisation({ title: '审计机关' }, ['audit-bureau']),
    auditedOn: date({ title: '报告日期' }),
    conclusion: longText({ title: '审计结论', hint: '将向社会公布' }, 500),
    findings: rows({ title: '审计问题', hint: '没有问题的不填' }, { text: text({ title: '问题' }, 300) }, 0, 50),
    report: document({ title: '审计报告原件' }),
  }),
  store: (tx, { entryId, taskCase }, { number, auditor, auditedOn, conclusion, findings, report }) =>
    storeAuditReport(
      tx,
      { entryId, projectId: taskCase.id },
      {
        number,
        auditorId: auditor,
        auditedOn,
        conclusion,
        documentId: report,
        findings: findings.map((finding) => finding.text),
      },
    ),
});
