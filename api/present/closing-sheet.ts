import { Project } from '../../db/entities/project.entity.js';
import { auditRectificationOf, auditReportOf, handoverOf } from '../../db/repositories/audits.repository.js';
import { archiveListOf, closedAtOf, openMattersOf, settlementOf } from '../../db/repositories/closing.repository.js';
import type { ArchivedFile, Settlement } from '../../db/repositories/closing.repository.js';
import { destroyedOf } from '../../db/repositories/disposals.repository.js';
import { mustFind } from '../../db/repositories/find.js';
import { policyOfProject } from '../../db/repositories/policy-book.js';
import type { Transaction } from '../../db/transaction.js';
import { keptUntil, retentionTerms, transferDueOn } from '../../rules/archive/retention.js';
import { formatInstant, shanghaiDateOf } from '../../rules/dates.js';
import type { IsoDate } from '../../rules/dates.js';
import type { Policy } from '../../rules/policy/policies.js';
import { formatYuan } from '../../rules/units.js';
import type { SheetSection } from '../contract/index.js';
import { disposalsSection } from './disposal-sheet.js';
import { fileTitle } from './file-title.js';
import { linesSection, tableSection } from './sheet.js';

/** How many files of a list are shown; the hash covers all. */
const SHOWN_FILES = 200;

const settlementSection = (figures: Settlement): SheetSection =>
  linesSection('项目结算', [
    ['户数', `${String(figures.households)} 户`],
    ['没有生效协议的户', figures.unsigned === 0 ? null : `${String(figures.unsigned)} 户`],
    ['协议补偿', `${formatYuan(figures.agreedFen)} 元`],
    ['补偿决定', figures.decidedFen > 0n ? `${formatYuan(figures.decidedFen)} 元` : null],
    ['已付', `${formatYuan(figures.paidFen)} 元`],
    ['专户入账', `${formatYuan(figures.depositedFen)} 元`],
    ['专户余额', `${formatYuan(figures.balanceFen)} 元`],
  ]);

async function auditSections(tx: Transaction, projectId: string): Promise<SheetSection[]> {
  const report = await auditReportOf(tx, projectId);
  if (!report) return [];
  const rectification = await auditRectificationOf(tx, projectId);
  return [
    linesSection('审计', [
      ['报告文号', report.number],
      ['审计机关', report.auditorName, '只读，报告由区房管局录入（SD17）'],
      ['报告日期', report.auditedOn],
      ['结论', report.conclusion],
      ['整改情况', rectification?.measures],
    ]),
    tableSection(
      '审计问题',
      ['问题'],
      report.findings.map((text) => [text]),
      '没有问题',
    ),
  ];
}

/** Until when a paper is kept, once the project is closed. */
function keptInWords(file: ArchivedFile, closedOn: IsoDate | null, policy: Policy): string {
  return closedOn === null ? '结案后起算' : (keptUntil(file.class, closedOn, policy) ?? '永久');
}

async function archiveSections(tx: Transaction, projectId: string): Promise<SheetSection[]> {
  const list = await archiveListOf(tx, projectId);
  if (!list) return [];
  const handover = await handoverOf(tx, projectId);
  const closedAt = await closedAtOf(tx, projectId);
  const closedOn = closedAt === null ? null : shanghaiDateOf(closedAt);
  const destroyed = await destroyedOf(tx, projectId);
  const policy = await policyOfProject(tx, await mustFind(tx, Project, { id: projectId }));
  return [
    linesSection('档案移交', [
      ['清单', `第 ${String(list.version)} 版，${String(list.files.length)} 件`],
      ['清单摘要', list.contentHash],
      ['接收单位', handover?.receiver],
      ['移交编号', handover?.accession],
      ['移交日期', handover?.handedOn],
      ['结案时间', closedAt && formatInstant(closedAt)],
      ['进馆日期', closedOn && transferDueOn(closedOn, policy), '结案年度终了满期后移交区档案馆'],
    ]),
    ...(await disposalsSection(tx, projectId)),
    tableSection(
      '移交清单',
      ['案件', '材料', '类别', '保管至', '摘要'],
      list.files.slice(0, SHOWN_FILES).map((file) => {
        const by = destroyed.get(file.hash);
        const kept = by === undefined ? keptInWords(file, closedOn, policy) : `已按销毁清单 ${by} 销毁`;
        return [...fileTitle(file), retentionTerms[file.class].label, kept, file.hash.slice(0, 16)];
      }),
      '没有材料',
    ),
  ];
}

/** What is known of the end of a project; nothing before all its households are closed. */
export async function closingSections(tx: Transaction, projectId: string): Promise<SheetSection[]> {
  const figures = await settlementOf(tx, projectId);
  if (!figures) return [];
  const open = await openMattersOf(tx, projectId);
  return [
    settlementSection(figures),
    tableSection(
      '待补齐',
      ['户', '事项'],
      open.map(({ caseNumber, what }) => [caseNumber, what]),
      '材料齐全，没有未了结的事项',
    ),
    ...(await auditSections(tx, projectId)),
    ...(await archiveSections(tx, projectId)),
  ];
}
