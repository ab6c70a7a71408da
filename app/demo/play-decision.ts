import type { ClockView, TaskDetail } from '../../api/contract/index.js';
import { shanghaiDateOf } from '../../rules/dates.js';
import { decisionPaperLabels } from '../../rules/expropriation/compensation-decision.js';
import { courtPaperLabels } from '../../rules/expropriation/enforcement.js';
import type { Play, PlayedTask } from './play-task.js';

type Values = Readonly<Record<string, unknown>>;

const today = async ({ session }: PlayedTask): Promise<string> =>
  shanghaiDateOf((await session.get<ClockView>('/api/clock')).now);

const enters =
  (verdict: string, values: (day: string) => Values): Play =>
  async (played) => {
    const body = { values: values(await today(played)) };
    await played.session.post(`/api/tasks/${played.task.taskKey}/entry`, body);
    return { verdict };
  };

const serves = enters('served', (servedOn) => ({ servedOn, manner: 'direct' }));
const papersOf = (labels: object) => Object.keys(labels).map((paper) => ({ paper, reference: '户案卷内' }));

/** How the sample's people decide on a household that has not signed: it takes the money and moves. */
export const DECISION_PLAYS: Partial<Record<TaskDetail['act'], Play>> = {
  'prepare-decision-report': enters('reported', () => ({
    ownerUnclear: false,
    exchangeHouse: '示例安置小区1号楼101室',
    exchangeArea: '60.00',
    exchangeValue: '900000.00',
    papers: papersOf(decisionPaperLabels),
  })),
  'serve-decision-report': serves,
  'hear-household': enters('opinion-heard', (day) => ({
    heardOn: day,
    opinion: '要求提高补偿',
    mediationOn: day,
    mediationResult: '未达成一致',
  })),
  'decide-compensation': () => Promise.resolve({ verdict: 'approved' }),
  'serve-decision': serves,
  'confirm-remedies': enters('fulfilled', () => ({ annulled: false, movedOut: true })),
  'demand-performance': serves,
  'apply-to-court': enters('applied', () => ({
    court: '示例区人民法院',
    deposited: '1000000.00',
    houseProvided: '示例周转房2号',
    papers: papersOf(courtPaperLabels),
  })),
  'record-court-ruling': enters('enforced', (day) => ({ ruledOn: day, ruling: '准予执行，已执行' })),
};
