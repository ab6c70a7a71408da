import { countReports, reportsFor } from '../../db/repositories/appraisal-reports.repository.js';
import { referralOpinionOf } from '../../db/repositories/appraisal-steps.repository.js';
import { valueDateOf } from '../../db/repositories/value-dates.repository.js';
import type { Transaction } from '../../db/transaction.js';
import { formatSqm, formatYuan } from '../../rules/units.js';
import { reportStatusTerms } from '../../rules/vocabulary/appraisal.js';
import type { SheetSection } from '../contract/index.js';
import { linesSection, tableSection } from './sheet.js';

/** A sheet shows this many reports; the file with all of them stands among the papers. */
const SHOWN = 200;

/** What every task of a track shows of its appraisal; the reports only to whoever may read them (SD4). */
export async function appraisalSections(tx: Transaction, trackId: string, readerId: string): Promise<SheetSection[]> {
  const valueDate = await valueDateOf(tx, trackId);
  if (valueDate === null) return [];
  const counts = await countReports(tx, trackId);
  const opinion = await referralOpinionOf(tx, trackId);
  const { reports, total, totalFen } = await reportsFor(tx, readerId, trackId, SHOWN);
  const households = (count: number) => `${String(count)} 户`;
  return [
    linesSection('房屋评估', [
      ['价值时点', valueDate],
      ['分户报告', households(counts.reports)],
      ['移送专家委员会', households(counts.referred), '达到重大金额的结果，下发前另行鉴定（R-36）'],
      ['鉴定意见', opinion?.opinion],
      ['已下发', households(counts.handedDown)],
      ['已送达', households(counts.delivered)],
      ['评估总价', total > 0 ? `${formatYuan(totalFen)} 元` : null],
    ]),
    tableSection(
      `分户评估报告${total > SHOWN ? `（前 ${String(SHOWN)} 户）` : ''}`,
      ['户编号', '版本', '报告编号', '面积（㎡）', '单价（元/㎡）', '价值（元）', '状态'],
      reports.map((report) => [
        report.householdNumber,
        String(report.version),
        report.number,
        formatSqm(report.areaHundredths),
        formatYuan(report.unitPriceFen),
        formatYuan(report.valueFen),
        reportStatusTerms[report.status].label,
      ]),
      counts.reports > 0 ? '报告尚未下发，事务所不得查看（SD4）' : '尚无分户报告',
    ),
  ];
}
