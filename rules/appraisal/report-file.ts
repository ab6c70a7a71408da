import type { Finding } from '../decision.js';
import { areaFactor, formatYuan, multiplyHalfUp, parseSqm, parseYuan } from '../units.js';
import { yesOrNo } from '../import/fields.js';

/** A household as the file may name it: its number within the project and its frozen area. */
export interface AppraisedHousehold {
  readonly id: string;
  readonly number: string;
  readonly areaHundredths: bigint;
}

/** One household of a file of the agency; the last four are of a final report alone. */
export interface AppraisalLine {
  readonly householdId: string;
  readonly areaHundredths: bigint;
  readonly unitPriceFen: bigint;
  readonly valueFen: bigint;
  readonly photos: number;
  readonly ownerSigned: boolean;
  readonly reportNumber: string;
  readonly valuers: readonly string[];
  readonly sealed: boolean;
  readonly paperHash: string;
}

/** Columns of both files; whoever refused to sign the record of the visit is attested by department and witness. */
export const PRELIMINARY_COLUMNS = ['户编号', '面积', '评估单价', '评估价值', '查勘照片数', '权利人签认查勘'] as const;
export const REPORT_COLUMNS = [...PRELIMINARY_COLUMNS, '报告编号', '签字估价师', '机构盖章', '报告文件哈希'] as const;
type Column = (typeof REPORT_COLUMNS)[number];

export interface AppraisalFile {
  readonly lines: readonly AppraisalLine[];
  readonly findings: readonly Finding[];
}

/**
 * 评估结果文件: one row for each household of the track, every refusal by row and column. Area is the frozen one, the
 * value area times unit price, half up to the fen.
 */
export function readAppraisalFile(
  cells: readonly (readonly string[])[],
  columns: readonly Column[],
  households: readonly AppraisedHousehold[],
): AppraisalFile {
  const [header = [], ...rows] = cells;
  if (header.length !== columns.length || columns.some((name, index) => header[index] !== name)) {
    return { lines: [], findings: [wrong(1, '表头', `须依次为 ${columns.join('、')}`)] };
  }
  const known = new Map(households.map((household) => [household.number, household]));
  const findings: Finding[] = [];
  const lines: AppraisalLine[] = [];
  const seen = new Set<string>();
  for (const [index, row] of rows.entries()) {
    const line = new Line(index + 2, new Map(columns.map((name, at) => [name, (row[at] ?? '').trim()])), findings);
    const household = known.get(line.text('户编号'));
    if (household === undefined) line.refuse('户编号', '本轨没有面积已锁定的这一户，请核对');
    else if (seen.has(household.id)) line.refuse('户编号', '与前面的行重复，请只留一行');
    else {
      seen.add(household.id);
      lines.push(line.read(household, columns.length === REPORT_COLUMNS.length));
    }
  }
  for (const { id, number } of households) {
    if (!seen.has(id)) findings.push(wrong(rows.length + 2, '户编号', `缺少户 ${number}，请补上`));
  }
  return { lines, findings };
}

const wrong = (row: number, column: string, message: string): Finding => ({
  code: 'FIELD_INVALID',
  message: `第 ${row.toString()} 行“${column}”：${message}`,
  basis: 'R-32',
  field: `results`,
});

class Line {
  constructor(
    private readonly row: number,
    private readonly cells: ReadonlyMap<string, string>,
    private readonly findings: Finding[],
  ) {}

  text(column: Column): string {
    return this.cells.get(column) ?? '';
  }

  refuse(column: Column, message: string): void {
    this.findings.push(wrong(this.row, column, message));
  }

  read(household: AppraisedHousehold, final: boolean): AppraisalLine {
    const areaHundredths = this.quantity('面积', parseSqm);
    const unitPriceFen = this.quantity('评估单价', parseYuan);
    const valueFen = this.quantity('评估价值', parseYuan);
    const expected = multiplyHalfUp(unitPriceFen, areaFactor(areaHundredths));
    if (areaHundredths !== household.areaHundredths) this.refuse('面积', '与锁定面积不一致，请更正');
    if (valueFen !== expected) this.refuse('评估价值', `面积乘单价为 ${formatYuan(expected)} 元，请更正`);
    const photos = this.text('查勘照片数');
    if (!/^[1-9]\d{0,3}$/.test(photos)) this.refuse('查勘照片数', '须有实地查勘照片，请填写张数');
    const valuers = [
      ...new Set(
        this.text('签字估价师')
          .split('、')
          .filter((name) => name !== ''),
      ),
    ];
    if (final) this.checkPaper();
    return {
      householdId: household.id,
      areaHundredths,
      unitPriceFen,
      valueFen,
      photos: Number(photos),
      ownerSigned: this.yes('权利人签认查勘'),
      reportNumber: this.text('报告编号'),
      valuers,
      sealed: final && this.yes('机构盖章'),
      paperHash: this.text('报告文件哈希'),
    };
  }

  private checkPaper(): void {
    if (this.text('报告编号') === '') this.refuse('报告编号', '请填写');
    if (!/^[0-9a-f]{64}$/.test(this.text('报告文件哈希'))) {
      this.refuse('报告文件哈希', '须为报告文件的 SHA-256（64 位小写十六进制）');
    }
  }

  private quantity(column: Column, parse: typeof parseYuan): bigint {
    const parsed = parse(this.text(column), { field: column, label: column, example: '18.33' });
    if (!parsed.ok) this.refuse(column, parsed.finding.message);
    else if (parsed.value > 0n) return parsed.value;
    else this.refuse(column, '须大于 0');
    return 0n;
  }

  private yes(column: Column): boolean {
    const value = yesOrNo(this.text(column));
    if (value === undefined) this.refuse(column, '请填写 是 或 否');
    return value === true;
  }
}
