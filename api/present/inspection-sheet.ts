import {
  disciplineOf,
  leastMeasureOf,
  inspectorsOf,
  recordOf,
  rectificationOf,
} from '../../db/repositories/inspection-facts.repository.js';
import { sampleOf } from '../../db/repositories/inspection-sample.repository.js';
import { inspectionRowOf } from '../../db/repositories/inspections.repository.js';
import type { Inspection } from '../../db/repositories/inspections.repository.js';
import type { Transaction } from '../../db/transaction.js';
import {
  disciplineTerms,
  inspectionKindTerms,
  inspectionSideTerms,
  inspectionStateTerms,
  severityTerms,
} from '../../rules/supervision/inspection-terms.js';
import { riskStratumLabels } from '../../rules/supervision/risk-stratum.js';
import type { SheetSection } from '../contract/index.js';
import { People } from './people.js';
import { linesSection, tableSection } from './sheet.js';

async function caseNumbers(tx: Transaction, ids: readonly string[]): Promise<(id: string | null) => string> {
  const rows = await tx.query<{ id: string; caseNumber: string }>(
    'SELECT id, case_number AS "caseNumber" FROM household WHERE id = ANY($1)',
    [ids],
  );
  const numbers = new Map(rows.map((row) => [row.id, row.caseNumber]));
  return (id) => (id === null ? '—' : (numbers.get(id) ?? '—'));
}

async function sampleSections(tx: Transaction, { id, seed }: Inspection): Promise<SheetSection[]> {
  if (seed === null) return [];
  const { cases, confirmed } = await sampleOf(tx, id);
  const drawn = cases.filter(({ place }) => place !== null);
  const numberOf = await caseNumbers(
    tx,
    drawn.map((each) => each.id),
  );
  const hint = '任何人可用此种子对全部案件重新抽取（R-70）';
  return [
    linesSection('抽样', [
      ['抽样种子', seed, hint],
      ['抽取', `${String(cases.length)} 户中抽取 ${String(drawn.length)} 户`],
      ['重新抽取', confirmed ? '结果一致' : '结果不一致，请查明'],
    ]),
    tableSection(
      '抽中的户',
      ['次序', '案号', '风险'],
      drawn.map((each) => [String(each.place), numberOf(each.id), riskStratumLabels[each.stratum]]),
    ),
  ];
}

async function recordSections(tx: Transaction, id: string): Promise<SheetSection[]> {
  const record = await recordOf(tx, id);
  if (record === undefined) return [];
  const people = await People.of(tx, [record.recordedBy, ...record.breaches.map(({ personId }) => personId)]);
  const numberOf = await caseNumbers(
    tx,
    record.findings.flatMap(({ householdId }) => householdId ?? []),
  );
  const breaches = record.breaches.map(({ personId, clause, fact }) => [people.nameOf(personId), clause, fact]);
  return [
    linesSection('检查记录', [
      ['检查内容', record.examined],
      ['现场指导', record.guidance],
      ['记录', `${people.nameOf(record.recordedBy)} · ${record.recordedOn}`],
    ]),
    tableSection(
      '发现的问题',
      ['问题', '不符合的规定', '程度', '整改要求', '涉及的户'],
      record.findings.map(({ description, clause, severity, demand, householdId }) => [
        description,
        clause,
        severityTerms[severity].label,
        demand,
        numberOf(householdId),
      ]),
      '没有发现问题',
    ),
    ...(breaches.length === 0 ? [] : [tableSection('违规签约人员', ['姓名', '违反的规定', '违规事实'], breaches)]),
  ];
}

async function followUpSections(tx: Transaction, id: string): Promise<SheetSection[]> {
  const rectification = await rectificationOf(tx, id);
  const decisions = await disciplineOf(tx, id);
  const least = await leastMeasureOf(tx, id);
  const people = await People.of(tx, [
    rectification?.rectifiedBy ?? null,
    ...decisions.map(({ personId }) => personId),
  ]);
  const rows = decisions.map(({ personId, measure, firmRule, reason }) => [
    people.nameOf(personId),
    disciplineTerms[measure].label,
    firmRule,
    reason,
  ]);
  return [
    ...(rectification === undefined
      ? []
      : [
          linesSection('整改', [
            ['整改措施', rectification.measures],
            ['整改', `${people.nameOf(rectification.rectifiedBy)} · ${rectification.rectifiedOn}`],
          ]),
        ]),
    ...(least === undefined ? [] : [linesSection('本所惩戒标准', [['处理不轻于', disciplineTerms[least].label]])]),
    ...(rows.length === 0 ? [] : [tableSection('处理决定', ['姓名', '处理', '依据', '理由'], rows)]),
  ];
}

/** Everything about an inspection, as far as it has come. */
export async function inspectionSections(tx: Transaction, id: string): Promise<SheetSection[]> {
  const row = await inspectionRowOf(tx, id);
  const inspectors = await inspectorsOf(tx, id);
  const people = await People.of(tx, inspectors);
  return [
    linesSection('检查情况', [
      ['检查编号', row.number],
      ['项目基地', `${row.projectName}（${row.projectCode}）`],
      ['类别', inspectionKindTerms[row.kind].label],
      ['检查方', inspectionSideTerms[row.side].label, inspectionSideTerms[row.side].meaning],
      ['事由', row.reason],
      ['应于', row.dueOn],
      ['状态', inspectionStateTerms[row.state].label],
      ['检查人员', inspectors.map((person) => people.nameOf(person)).join('、')],
      ['当前期限', row.nextDueOn],
    ]),
    ...(await sampleSections(tx, row)),
    ...(await recordSections(tx, id)),
    ...(await followUpSections(tx, id)),
  ];
}
