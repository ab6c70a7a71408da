import type { CaseDocumentCreated, ClockView, TaskDetail } from '../../api/contract/index.js';
import { shanghaiDateOf } from '../../rules/dates.js';
import type { Play } from './play-task.js';
import { NotYet, says } from './plays.js';

interface Schema {
  readonly properties?: Readonly<Record<string, { readonly 'x-options'?: readonly { readonly value: string }[] }>>;
}

/** The district enters what the audit body has written, with its paper; one finding is put right afterwards. */
const enterAuditReport: Play = async ({ task, session }) => {
  const schema = (task.entryForm?.schema ?? {}) as Schema;
  const file = new File([`${task.caseTitle} 审计报告 示例文件\n`], '审计报告.txt', { type: 'text/plain' });
  const paper = await session.upload<CaseDocumentCreated>(`/api/tasks/${task.taskKey}/documents`, {}, file);
  const { now } = await session.get<ClockView>('/api/clock');
  const values = {
    number: `审报-${task.caseTitle}`,
    auditor: schema.properties?.['auditor']?.['x-options']?.[0]?.value,
    auditedOn: shanghaiDateOf(now),
    conclusion: '补偿资金专款专用，付款与协议一致',
    findings: [{ text: '个别付款凭证装订不规范' }],
    report: paper.id,
  };
  await session.post(`/api/tasks/${task.taskKey}/entry`, { values });
  return { verdict: 'entered' };
};

const rectify: Play = async ({ task, session }) => {
  await session.post(`/api/tasks/${task.taskKey}/entry`, { values: { measures: '已重新装订并由会计复核' } });
  return { verdict: 'rectified' };
};

const handOver: Play = async ({ task, session }) => {
  const { listHash } = (task.entryForm?.values ?? {}) as { listHash?: string };
  const values = { receiver: '示例区档案馆', accession: `移-${task.caseTitle}`, listHash };
  await session.post(`/api/tasks/${task.taskKey}/entry`, { values });
  return { verdict: 'handed-over' };
};

/** What is still open is waited for: in the sample every file is complete, but a decision may still be contested. */
const completeFiles: Play = ({ task: { facts } }) => {
  const tables = facts.kind === 'sheet' ? facts.sections.filter((section) => section.kind === 'table') : [];
  const open = tables.find(({ title }) => title === '待补齐')?.rows ?? [];
  if (open.length > 0) throw new NotYet('还有未了结的事项');
  return Promise.resolve({ verdict: 'completed' });
};

/** How the sample's project comes to its end. */
export const CLOSING_PLAYS: Partial<Record<TaskDetail['act'], Play>> = {
  'complete-files': completeFiles,
  'enter-audit-report': enterAuditReport,
  'rectify-audit-findings': rectify,
  'confirm-audit-rectification': says('approved'),
  'hand-over-files': handOver,
};
