import { isIsoDate } from '../dates.js';
import type { IsoDate } from '../dates.js';
import type { Finding } from '../decision.js';

export const DELIVERY_COLUMNS = ['户编号', '送达日期', '送达方式'] as const;

/** A report that waits for its delivery. */
export interface WaitingReport {
  readonly reportId: string;
  readonly householdNumber: string;
  /** The day of the hand-down: nothing is delivered before it. */
  readonly handedDownOn: IsoDate;
}

export interface Delivery {
  readonly reportId: string;
  readonly deliveredOn: IsoDate;
  readonly how: string;
}

/** 送达清单: the households that received their report, not before the hand-down and not in the future. */
export function readDeliveries(
  cells: readonly (readonly string[])[],
  waiting: readonly WaitingReport[],
  today: IsoDate,
): { readonly lines: readonly Delivery[]; readonly findings: readonly Finding[] } {
  const [header = [], ...rows] = cells;
  const findings: Finding[] = [];
  const refuse = (row: number, column: string, message: string) =>
    findings.push({
      code: 'FIELD_INVALID',
      message: `第 ${row.toString()} 行“${column}”：${message}`,
      basis: 'R-35',
      field: 'deliveries',
    });
  if (header.length !== DELIVERY_COLUMNS.length || DELIVERY_COLUMNS.some((name, index) => header[index] !== name)) {
    refuse(1, '表头', `须依次为 ${DELIVERY_COLUMNS.join('、')}`);
  }
  if (rows.length === 0 && waiting.length > 0) refuse(1, '表头', '没有内容，请至少填写一户');
  const open = new Map(waiting.map((report) => [report.householdNumber, report]));
  const lines: Delivery[] = [];
  for (const [index, [number = '', deliveredOn = '', how = '']] of rows.entries()) {
    const row = index + 2;
    const report = open.get(number);
    if (report === undefined) refuse(row, '户编号', '没有等待送达的报告，或与前面的行重复');
    else if (!isIsoDate(deliveredOn) || deliveredOn > today || deliveredOn < report.handedDownOn) {
      refuse(row, '送达日期', `须在 ${report.handedDownOn} 至今天之间，例如 ${today}`);
    } else if (how === '') refuse(row, '送达方式', '请填写，例如 当面签收');
    else {
      open.delete(number);
      lines.push({ reportId: report.reportId, deliveredOn, how });
    }
  }
  return { lines, findings };
}
