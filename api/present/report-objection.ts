import { correctionsOf } from '../../db/repositories/report-objection-facts.repository.js';
import {
  deliveredReport,
  objectionsOfHousehold,
  objectionsTo,
  readableReportsOf,
  standingReportOf,
} from '../../db/repositories/report-objections.repository.js';
import type { DeliveredReport, ReportObjection } from '../../db/repositories/report-objections.repository.js';
import type { Transaction } from '../../db/transaction.js';
import { formatSqm, formatYuan } from '../../rules/units.js';
import { objectionResultTerms, objectionStepTerms } from '../../rules/vocabulary/appraisal.js';
import type { OwnReport, SheetSection } from '../contract/index.js';
import { linesSection, tableSection } from './sheet.js';

const resultLabel = ({ result }: ReportObjection): string | null =>
  result === null ? null : objectionResultTerms[result].label;

const reportLines = (report: DeliveredReport): SheetSection =>
  linesSection('送达该户的评估报告', [
    ['户', report.caseNumber],
    ['报告编号', report.number],
    ['估价机构', report.agency],
    ['价值时点', report.valueDate],
    ['面积', `${formatSqm(report.areaHundredths)} 平方米`],
    ['单价', `${formatYuan(report.unitPriceFen)} 元/平方米`],
    ['评估价值', `${formatYuan(report.valueFen)} 元`],
    ['送达日期', report.deliveredOn],
  ]);

/** What valuers, town and experts see of a household's objection: the report, what was asked and answered, corrections. */
export async function objectionSections(tx: Transaction, reportId: string): Promise<SheetSection[]> {
  const asked = (await objectionsTo(tx, reportId)).filter(({ requestId }) => requestId !== null);
  const corrections = await correctionsOf(tx, reportId);
  return [
    reportLines(await deliveredReport(tx, reportId)),
    tableSection(
      '该户的申请',
      ['事项', '申请日', '该户指出的问题', '答复或意见', '结果'],
      asked.map((each) => [
        objectionStepTerms[each.step].label,
        each.requestedOn ?? '',
        each.faults ?? '',
        each.answer ?? '—',
        resultLabel(each) ?? '办理中',
      ]),
    ),
    ...(corrections.length === 0
      ? []
      : [
          tableSection(
            '更正报告',
            ['版本', '报告编号', '单价（元/㎡）', '价值（元）', '下发'],
            corrections.map(({ version, number, unitPriceFen, valueFen, handedDown }) => [
              String(version),
              number,
              formatYuan(unitPriceFen),
              formatYuan(valueFen),
              handedDown ? '已下发' : '未下发',
            ]),
          ),
        ]),
  ];
}

/** What staff see of a household's reports and of its objections; the firm nothing before the hand-down (SD4). */
export async function appraisalSections(
  tx: Transaction,
  personId: string,
  householdId: string,
): Promise<SheetSection[]> {
  const reports = await readableReportsOf(tx, personId, householdId);
  const asked = await objectionsOfHousehold(tx, householdId);
  return [
    tableSection(
      '评估报告',
      ['报告编号', '版本', '估价机构', '价值时点', '面积（㎡）', '单价（元/㎡）', '评估价值（元）', '下发', '送达'],
      reports.map((report) => [
        report.number,
        String(report.version),
        report.agency,
        report.valueDate,
        formatSqm(report.areaHundredths),
        formatYuan(report.unitPriceFen),
        formatYuan(report.valueFen),
        report.handedDownOn ?? '未下发',
        report.deliveredOn ?? '未送达',
      ]),
      '还没有可以查看的评估报告；报告经街镇审核下发后，事务所方可查看',
    ),
    tableSection(
      '复核与鉴定',
      ['事项', '可申请至', '申请日', '该户指出的问题', '答复或意见', '结果'],
      asked.map((each) => [
        objectionStepTerms[each.step].label,
        each.lastDay,
        each.requestedOn ?? '未申请',
        each.faults ?? '—',
        each.result === null ? '—' : (each.answer ?? '—'),
        resultLabel(each) ?? (each.requestId === null ? '—' : '办理中'),
      ]),
      '报告送达后，该户可以申请复核和鉴定',
    ),
  ];
}

/** A household's own report as its page shows it: what it says, and until when the household may ask for what. */
export async function ownReportOf(tx: Transaction, householdId: string): Promise<OwnReport | null> {
  const report = await standingReportOf(tx, householdId);
  if (report === undefined) return null;
  const steps = await objectionsOfHousehold(tx, householdId);
  const today = await tx.today();
  const open = steps.findLast(({ requestId, lastDay }) => requestId === null && today <= lastDay);
  return {
    number: report.number,
    agencyName: report.agency,
    valueDate: report.valueDate,
    areaSqm: formatSqm(report.areaHundredths),
    unitPriceYuan: formatYuan(report.unitPriceFen),
    valueYuan: formatYuan(report.valueFen),
    deliveredOn: report.deliveredOn,
    mayAsk: open
      ? {
          reportId: open.reportId,
          step: open.step,
          stepLabel: objectionStepTerms[open.step].label,
          lastDay: open.lastDay,
        }
      : null,
    objections: steps.flatMap((each) =>
      each.requestedOn === null || each.faults === null
        ? []
        : [
            {
              stepLabel: objectionStepTerms[each.step].label,
              requestedOn: each.requestedOn,
              faults: each.faults,
              answer: each.result === null ? null : each.answer,
              resultLabel: resultLabel(each),
            },
          ],
    ),
  };
}
