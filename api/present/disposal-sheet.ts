import { disposalsOf, dueList, getDisposal, proposedList } from '../../db/repositories/disposals.repository.js';
import type { Disposal, DisposalFile } from '../../db/repositories/disposals.repository.js';
import type { Transaction } from '../../db/transaction.js';
import { retentionTerms } from '../../rules/archive/retention.js';
import { formatInstant } from '../../rules/dates.js';
import type { SheetSection } from '../contract/index.js';
import { fileTitle } from './file-title.js';
import { linesSection, tableSection } from './sheet.js';

const PURPOSES: Readonly<Record<Disposal['purpose'], string>> = { transfer: '移交区档案馆', destruction: '销毁' };
const OUTCOMES: Readonly<Record<'carried-out' | 'dropped' | 'open', string>> = {
  'carried-out': '已执行',
  dropped: '不予处置',
  open: '办理中',
};

const fileRow = (file: DisposalFile): string[] => [
  ...fileTitle(file),
  retentionTerms[file.class].label,
  file.keptUntil ?? '永久',
  file.hash.slice(0, 16),
];

/** A transfer or destruction: what it is about and every file of its list. */
export async function disposalSections(tx: Transaction, id: string): Promise<SheetSection[]> {
  const disposal = await getDisposal(tx, id);
  const list = (await proposedList(tx, id)) ?? (await dueList(tx, disposal));
  return [
    linesSection('档案处置', [
      ['编号', disposal.number],
      ['事项', PURPOSES[disposal.purpose], '由提出单位以外的区档案馆审定，再由区房管局监督'],
      ['清单', `${String(list.files.length)} 件`],
      ['清单摘要', list.contentHash],
      ['结果', OUTCOMES[disposal.outcome ?? 'open']],
      ['执行时间', disposal.endedAt && formatInstant(disposal.endedAt)],
    ]),
    tableSection(
      '处置清单',
      ['案件', '材料', '类别', '保管至', '摘要'],
      list.files.map(fileRow),
      '没有到期的档案，或项目尚有未了事项',
    ),
  ];
}

/** What became of the papers of a project since it was closed. */
export async function disposalsSection(tx: Transaction, projectId: string): Promise<SheetSection[]> {
  const disposals = await disposalsOf(tx, projectId);
  if (disposals.length === 0) return [];
  const rows = disposals.map(({ number, purpose, outcome, endedAt }) => [
    number,
    PURPOSES[purpose],
    OUTCOMES[outcome ?? 'open'],
    endedAt === null ? '' : formatInstant(endedAt),
  ]);
  return [tableSection('档案进馆与销毁', ['编号', '事项', '结果', '时间'], rows)];
}
