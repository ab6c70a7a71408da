import type { TaskDetail } from '../../api/contract/index.js';
import type { Play, PlayedTask } from './play-task.js';
import { enters, says, today } from './plays.js';

/** The number of units of the project, as the sheet of the task shows it. */
function unitsOf({ facts }: TaskDetail): number {
  const sections = facts.kind === 'sheet' ? facts.sections : [];
  const lines = sections.flatMap((section) => (section.kind === 'lines' ? section.lines : []));
  return Number.parseInt(lines.find(({ label }) => label === '户数')?.value ?? '1', 10);
}

/** Members of the collective in a household of the sample, roughly. */
const MEMBERS_PER_HOUSEHOLD = 3;

/** Figures as the form suggests them, which are those of the project and of the plan adopted before. */
const draft = ({ task }: PlayedTask): object => ({
  number: `示例补偿方案-${task.caseTitle}`,
  priceDate: '2026-01-01',
  grants: [],
  reasons: [],
  landBasePrice: '3900.00',
  priceSubsidy: '3200.00',
  ...task.entryForm?.values,
});

/** How the sample's plans come about: all agree, one opinion comes in and is answered, nothing has to be changed. */
export const PLAN_PLAYS: Partial<Record<TaskDetail['act'], Play>> = {
  'record-willingness': enters('recorded', async (played) => ({
    agreeing: unitsOf(played.task),
    countedOn: await today(played),
    witness: '示例公证员',
  })),
  'draft-plan': enters('drafted', draft),
  'examine-plan': says('approved'),
  'register-opinions': enters('registered', ({ task, choices }) => ({
    ...(choices.scenario.land === 'collective' && { members: unitsOf(task) * MEMBERS_PER_HOUSEHOLD }),
    opinions: [{ source: '座谈会', text: '希望延长签约时间', unlawful: false }],
  })),
  'answer-opinions': enters('answered', () => ({
    answers: [{ number: 1, accepted: false, answer: '签约期限依照方案，期满未达比例可依规定延长一次' }],
  })),
  'hold-hearing': enters('heard', async (played) => ({
    heldOn: await today(played),
    place: '街镇会议室',
    attendees: 20,
    summary: '听取被征收人和公众代表意见',
  })),
  'adopt-plan': says('approved'),
  'file-plan': says('approved'),
};
