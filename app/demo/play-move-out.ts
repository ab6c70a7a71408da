import type { TaskDetail } from '../../api/contract/index.js';
import type { Play } from './play-task.js';
import { enters, today } from './plays.js';

/** How the sample's households leave: on the day, the house empty, both officers reading the same meters. */
export const MOVE_OUT_PLAYS: Partial<Record<TaskDetail['act'], Play>> = {
  'agree-handover': enters('agreed', async (played) => ({
    handoverOn: await today(played),
    agreedWith: '权利人，当面商定',
  })),
  'record-handover': enters('inspected', () => ({
    keys: 3,
    water: '1204',
    electricity: '5310',
    gas: '无',
    vacated: true,
  })),
  'decide-late-move-out': enters('decided', () => ({ nextStep: 'extend', reason: '户内老人住院，给予宽限' })),
  'deregister-rights': enters('deregistered', async (played) => ({
    right: tenureOf(played.task) === '私有产权' ? 'ownership-certificate' : 'tenancy-voucher',
    paperNumber: `注-${played.task.caseTitle}`,
    office: '示例不动产登记机构',
    endedOn: await today(played),
  })),
};

function tenureOf(task: TaskDetail): string {
  if (task.facts.kind !== 'sheet') throw new Error(`任务 ${task.name} 没有搬迁资料`);
  const lines = task.facts.sections.flatMap((section) => (section.kind === 'lines' ? section.lines : []));
  return lines.find(({ label }) => label === '房屋类型')?.value ?? '';
}
