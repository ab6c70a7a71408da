import { formatYuan } from '../../rules/units.js';
import { Project } from '../entities/project.entity.js';
import { refusal } from '../errors.js';
import type { Transaction } from '../transaction.js';
import { archiveListOf, settlementOf } from './closing.repository.js';
import { mustFind } from './find.js';
import { createNotice } from './notices.repository.js';

/** The report of the audit body, which reads only; the district enters it (SD17). */
export interface AuditReport {
  readonly number: string;
  readonly auditorId: string;
  readonly auditedOn: string;
  readonly conclusion: string;
  readonly documentId: string;
  readonly findings: readonly string[];
}

interface OfProject {
  readonly entryId: string;
  readonly projectId: string;
}

export async function storeAuditReport(
  tx: Transaction,
  { entryId, projectId }: OfProject,
  report: AuditReport,
): Promise<void> {
  if (report.auditedOn > (await tx.today())) {
    throw refusal('FIELD_OUT_OF_RANGE', '审计报告日期不能晚于今天，请改正', 'R-47', 'auditedOn');
  }
  await tx.query(
    `INSERT INTO audit_report (entry_id, project_id, number, auditor_id, audited_on, conclusion, document_id)
     VALUES ($1, $2, $3, $4, $5, $6, $7)`,
    [entryId, projectId, report.number, report.auditorId, report.auditedOn, report.conclusion, report.documentId],
  );
  await tx.query(
    `INSERT INTO audit_finding (entry_id, position, text)
     SELECT $1, position, text FROM unnest($2::text[]) WITH ORDINALITY AS finding (text, position)`,
    [entryId, report.findings],
  );
}

export async function auditReportOf(
  tx: Transaction,
  projectId: string,
): Promise<(AuditReport & { auditorName: string }) | undefined> {
  return tx.maybeOne<AuditReport & { auditorName: string }>(
    `SELECT number, auditor_id AS "auditorId", organisation.name AS "auditorName", audited_on AS "auditedOn", conclusion,
       document_id AS "documentId",
       ARRAY(SELECT text FROM audit_finding WHERE entry_id = report.entry_id ORDER BY position) AS findings
     FROM audit_report report JOIN task_entry entry ON entry.id = report.entry_id
       JOIN organisation ON organisation.id = auditor_id
     WHERE project_id = $1 AND superseded_at IS NULL ORDER BY seq DESC LIMIT 1`,
    [projectId],
  );
}

export async function storeAuditRectification(
  tx: Transaction,
  { entryId, projectId }: OfProject,
  { measures, documentId }: { readonly measures: string; readonly documentId: string | null },
): Promise<void> {
  await tx.query(
    'INSERT INTO audit_rectification (entry_id, project_id, measures, document_id) VALUES ($1, $2, $3, $4)',
    [entryId, projectId, measures, documentId],
  );
}

export async function auditRectificationOf(
  tx: Transaction,
  projectId: string,
): Promise<{ measures: string } | undefined> {
  return tx.maybeOne<{ measures: string }>(
    `SELECT measures FROM audit_rectification JOIN task_entry entry ON entry.id = entry_id
     WHERE project_id = $1 AND superseded_at IS NULL ORDER BY seq DESC LIMIT 1`,
    [projectId],
  );
}

/** What the public reads of the audit: figures, conclusion, and that its findings were put right. */
export async function createAuditNotice(tx: Transaction, projectId: string): Promise<string> {
  const project = await mustFind(tx, Project, { id: projectId });
  const report = await auditReportOf(tx, projectId);
  const figures = await settlementOf(tx, projectId);
  if (!report || !figures) throw refusal('FIELD_MISSING', '尚未录入审计报告，不能公布', 'R-21');
  const { households, agreedFen, paidFen } = figures;
  const rectified = report.findings.length === 0 ? '' : `审计问题 ${String(report.findings.length)} 项，已整改。`;
  const summary =
    `${report.auditorName} ${report.auditedOn} 审计（${report.number}）：${report.conclusion}。${rectified}` +
    `共 ${String(households)} 户，协议补偿 ${formatYuan(agreedFen)} 元，已付 ${formatYuan(paidFen)} 元。`;
  return createNotice(tx, project, { kind: 'audit-result', summary, rows: [] });
}

/** Files handed over exactly as they are listed now; a list that has changed since is refused. */
export async function storeHandover(
  tx: Transaction,
  { entryId, projectId }: OfProject,
  {
    receiver,
    accession,
    listHash,
  }: { readonly receiver: string; readonly accession: string; readonly listHash: string },
): Promise<void> {
  const list = await archiveListOf(tx, projectId);
  if (list?.contentHash !== listHash) {
    throw refusal('LIST_CHANGED', '移交清单的摘要与系统编制的清单不符，请核对后重填', 'R-47', 'listHash');
  }
  await tx.query(
    `INSERT INTO file_handover (entry_id, project_id, receiver, accession, list_hash, handed_on)
     VALUES ($1, $2, $3, $4, $5, app_today())`,
    [entryId, projectId, receiver, accession, listHash],
  );
}

export async function handoverOf(
  tx: Transaction,
  projectId: string,
): Promise<{ receiver: string; accession: string; handedOn: string } | undefined> {
  return tx.maybeOne(
    `SELECT receiver, accession, handed_on AS "handedOn" FROM file_handover JOIN task_entry entry ON entry.id = entry_id
     WHERE project_id = $1 AND superseded_at IS NULL ORDER BY seq DESC LIMIT 1`,
    [projectId],
  );
}
