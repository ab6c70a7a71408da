import type { RegisterRow } from '../contract/index.js';
import type { Register } from './define-register.js';

/** Excel takes a file for UTF-8 only with this in front. */
const BYTE_ORDER_MARK = '\uFEFF';

/** A cell that a spreadsheet would run as a formula begins with an apostrophe, so that it is read as words. */
const harmless = (text: string): string => (/^[=+\-@\t\r]/.test(text) ? `'${text}` : text);
const quoted = (text: string): string => `"${harmless(text).replaceAll('"', '""')}"`;
const line = (cells: readonly string[]): string => `${cells.map(quoted).join(',')}\r\n`;

/** The rows of a register as CSV (RFC 4180). */
export function csvOf({ columns }: Register, rows: readonly RegisterRow[]): Buffer {
  const head = line([...columns.map(({ label }) => label), '状态', '逾期']);
  const body = rows.map(({ cells, stateLabel, overdue }) =>
    line([...columns.map(({ key }) => cells[key] ?? ''), stateLabel, overdue ? '是' : '否']),
  );
  return Buffer.from(BYTE_ORDER_MARK + head + body.join(''), 'utf8');
}
