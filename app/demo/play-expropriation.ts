import type { TaskDetail } from '../../api/contract/index.js';
import type { Play, PlayedTask } from './play-task.js';
import { enters, lineOf, NotYet, says, today } from './plays.js';

/** The town pays in what the count says is missing, of an expropriation or of a single decision. */
export const secureFunds: Play = async ({ task, session }) => {
  const amountYuan = (lineOf(task, '缺口') ?? '0').replace(/[^0-9.]/g, '');
  if (Number(amountYuan) > 0) {
    const deposit = { amountYuan, reference: `补偿资金-${task.taskKey}` };
    await session.post(`/api/projects/${task.projectId ?? ''}/deposits`, deposit);
  }
  return { verdict: 'funded' };
};

/** Nobody goes against the decision: its account is closed when the last period is over. */
const trackRemedies: Play = async (played) => {
  const lastDay = lineOf(played.task, '可提起诉讼至');
  if (lastDay === undefined || (await today(played)) <= lastDay) throw new NotYet('救济期限未满');
  return enters('exhausted', () => ({ proceedings: [] }))(played);
};

/** How the sample's people decide an expropriation: a low risk, the money in the account, nobody against it. */
export const EXPROPRIATION_PLAYS: Partial<Record<TaskDetail['act'], Play>> = {
  'assess-stability-risk': enters('low-risk', () => ({
    reportNumber: '示例稳评报告',
    heardPersons: 30,
    findings: '多数居民支持，个别对安置地点有意见',
    measures: '设接待点，逐户答复',
    housingReady: true,
    housing: '示例安置小区房源已落实',
  })),
  'mitigate-stability-risk': enters('done', async (played: PlayedTask) => ({
    measures: '逐户走访，调整安置房源',
    doneOn: await today(played),
  })),
  'review-stability-risk': says('approved'),
  'secure-compensation-funds': secureFunds,
  'confirm-compensation-funds': says('confirmed'),
  'hold-executive-meeting': enters('recorded', async (played: PlayedTask) => ({
    heldOn: await today(played),
    minutesNumber: '示例常务会议纪要',
    present: 9,
    agreed: true,
    opinion: '同意征收',
  })),
  'decide-expropriation': enters('approved', ({ task }) => ({ number: `示例征收决定-${task.caseTitle}` })),
  'record-land-approval': enters('recorded', async (played: PlayedTask) => {
    const day = await today(played);
    return { number: '示例征地批文', authority: '示例市人民政府', approvedOn: day, receivedOn: day };
  }),
  'track-expropriation-remedies': trackRemedies,
};
