import { CsvError, parse } from 'csv-parse/sync';
import type { Finding } from './contract/index.js';
import { validateHouseholds } from '../rules/import/validate-households.js';
import type { ImportedHousehold, ImportError } from '../rules/import/validate-households.js';
import { ApiError } from './api-error.js';

/** Text of a CSV file: UTF-8, or GB 18030 as spreadsheets in China write it. */
function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('gb18030').decode(bytes);
  }
}

const findingOf = ({ row, column, message }: ImportError): Finding => ({
  code: 'FIELD_INVALID',
  message: `第 ${String(row)} 行“${column}”：${message}`,
  clauses: ['R-9'],
  path: `row ${String(row)}, column ${column}`,
});

function refuse(errors: readonly ImportError[]): never {
  const detail = `户册有 ${String(errors.length)} 处错误，没有导入任何一户。请按行列更正后重新导入。`;
  throw new ApiError('RULE_BROKEN', detail, errors.map(findingOf));
}

/** Rows of cells, blank ones at the end left out (spreadsheets add them); a row keeps its place for messages. */
function cellsOf(text: string): string[][] {
  try {
    const rows = parse(text, { bom: true, relax_column_count: true, skip_empty_lines: false, trim: true });
    while (rows.at(-1)?.every((cell) => cell === '') === true) rows.pop();
    return rows;
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const row = typeof error['lines'] === 'number' ? error['lines'] : 1;
    return refuse([{ row, column: '整行', message: '不是有效的 CSV，请检查引号和分隔符' }]);
  }
}

function wideRows(rows: readonly string[][], width: number): ImportError[] {
  return rows.flatMap((cells, index) =>
    cells.length > width ? [{ row: index + 2, column: '整行', message: '单元格多于表头，请检查逗号' }] : [],
  );
}

/** 户册: every household of a CSV file, or 422 with every error by row and column. */
export function readHouseholdRegister(bytes: Uint8Array): readonly ImportedHousehold[] {
  const [header = [], ...rows] = cellsOf(decode(bytes));
  const wide = wideRows(rows, header.length);
  if (wide.length > 0) return refuse(wide);
  const records = rows.map((cells) => Object.fromEntries(header.map((name, index) => [name, cells[index] ?? ''])));
  const result = validateHouseholds(records, header);
  if (!result.ok) return refuse(result.errors);
  return result.households;
}
