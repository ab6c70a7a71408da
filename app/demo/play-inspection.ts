import type { TaskDetail } from '../../api/contract/index.js';
import type { Values } from './play-launch.js';
import type { Play, PlayedTask } from './play-task.js';
import { enters, says } from './plays.js';

interface FieldWithChoices {
  readonly items?: { readonly properties?: Readonly<Record<string, FieldWithChoices>> };
  readonly 'x-options'?: readonly { readonly value: string }[];
}

/** The first of what a field within rows may be chosen from. */
function firstChoiceIn({ entryForm }: TaskDetail, rows: string, field: string): string {
  const { properties } = (entryForm?.schema ?? {}) as { properties?: Record<string, FieldWithChoices> };
  const value = properties?.[rows]?.items?.properties?.[field]?.['x-options']?.[0]?.value;
  if (value === undefined) throw new Error(`表单的 ${rows} 没有可选的 ${field}`);
  return value;
}

const assign = ({ task }: PlayedTask): Values => ({
  inspectors: [{ person: firstChoiceIn(task, 'inspectors', 'person') }],
});

const problem = {
  description: '接触记录缺少第二名经办人的确认',
  clause: '每次接触两人持证',
  severity: 'minor',
  demand: '补充确认，并对本组全部接触记录自查',
};

/** About half of the inspections find something. */
const record = ({ task, choices }: PlayedTask): Values => ({
  examined: '抽看件袋、接触记录和公示档案，核对程序与资料完整性',
  guidance: '现场讲解两人接触和件袋整理要求',
  ...(choices.happens('finding', task.caseTitle, 50) && { findings: [problem] }),
});

const rectify = enters('rectified', async ({ task, session }) => {
  const file = new File([`${task.caseTitle} 整改报告 示例文件\n`], '整改报告.txt', { type: 'text/plain' });
  const { id } = await session.upload<{ id: string }>(`/api/tasks/${task.taskKey}/documents`, {}, file);
  return { measures: '已补充确认并完成自查', paper: id };
});

/** How the sample's people inspect a base and put right what was found. */
export const INSPECTION_PLAYS: Partial<Record<TaskDetail['act'], Play>> = {
  'assign-inspectors-inside': enters('assigned', assign),
  'assign-inspectors-outside': enters('assigned', assign),
  'record-inspection-inside': enters('recorded', record),
  'record-inspection-outside': enters('recorded', record),
  'rectify-findings': rectify,
  'recheck-inside': says('approved'),
  'recheck-outside': says('approved'),
  'receive-outside-findings': says('received'),
  'decide-discipline': enters('decided', ({ task }) => ({
    decisions: [
      {
        person: firstChoiceIn(task, 'decisions', 'person'),
        measure: 'performance',
        firmRule: '本所签约纪律规定',
        reason: '情节轻微，已改正',
      },
    ],
  })),
};
