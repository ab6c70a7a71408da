import { CsvError, parse } from 'csv-parse/sync';
import { BusinessError, refusal } from '../db/errors.js';
import { appraisedHouseholds } from '../db/repositories/appraisals.repository.js';
import { getCaseDocument } from '../db/repositories/case-documents.repository.js';
import type { Transaction } from '../db/transaction.js';
import { readAppraisalFile } from '../rules/appraisal/report-file.js';
import type { AppraisalLine } from '../rules/appraisal/report-file.js';

/** Cells of a CSV file that was uploaded for a task; blank rows at the end left out. */
export async function cellsOfDocument(tx: Transaction, documentId: string): Promise<string[][]> {
  const { bytes } = await getCaseDocument(tx, documentId);
  try {
    const rows: string[][] = parse(bytes.toString('utf8'), { bom: true, relax_column_count: true, trim: true });
    return rows.filter((row) => row.some((cell) => cell !== ''));
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    throw refusal('FIELD_INVALID', '文件不是有效的 CSV（UTF-8），请检查引号和分隔符后重新上传', 'R-32', 'results');
  }
}

/** The rows of a file of the agency, or every fault of it by row and column; never a half. */
export async function appraisalLines(
  tx: Transaction,
  trackId: string,
  documentId: string,
  columns: Parameters<typeof readAppraisalFile>[1],
): Promise<readonly AppraisalLine[]> {
  const file = readAppraisalFile(
    await cellsOfDocument(tx, documentId),
    columns,
    await appraisedHouseholds(tx, trackId),
  );
  if (file.findings.length > 0) throw new BusinessError(file.findings);
  return file.lines;
}
