import type { TaskDetail } from '../../api/contract/index.js';
import { decisionPaperLabels } from '../../rules/expropriation/compensation-decision.js';
import { courtPaperLabels } from '../../rules/expropriation/enforcement.js';
import type { Play } from './play-task.js';
import { secureFunds } from './play-expropriation.js';
import { enters, today } from './plays.js';

type Values = Readonly<Record<string, unknown>>;

const entersOnTheDay = (verdict: string, values: (day: string) => Values): Play =>
  enters(verdict, async (played) => values(await today(played)));

const serves = entersOnTheDay('served', (servedOn) => ({ servedOn, manner: 'direct' }));
const papersOf = (labels: object) => Object.keys(labels).map((paper) => ({ paper, reference: '户案卷内' }));

/** How the sample's people decide on a household that has not signed: it takes the money and moves. */
export const DECISION_PLAYS: Partial<Record<TaskDetail['act'], Play>> = {
  'prepare-decision-report': entersOnTheDay('reported', () => ({
    ownerUnclear: false,
    exchangeHouse: '示例安置小区1号楼101室',
    exchangeArea: '60.00',
    exchangeValue: '900000.00',
    papers: papersOf(decisionPaperLabels),
  })),
  'serve-decision-report': serves,
  'hear-household': entersOnTheDay('opinion-heard', (day) => ({
    heardOn: day,
    opinion: '要求提高补偿',
    mediationOn: day,
    mediationResult: '未达成一致',
  })),
  'decide-compensation': () => Promise.resolve({ verdict: 'approved' }),
  'fund-decision': secureFunds,
  'serve-decision': serves,
  'confirm-remedies': entersOnTheDay('fulfilled', () => ({ annulled: false, movedOut: true })),
  'demand-performance': serves,
  'apply-to-court': entersOnTheDay('applied', () => ({
    court: '示例区人民法院',
    houseProvided: '示例周转房2号',
    papers: papersOf(courtPaperLabels),
  })),
  'record-compensation-choice': entersOnTheDay('recorded', (chosenOn) => ({ choice: 'money', chosenOn })),
  'record-court-ruling': entersOnTheDay('enforced', (day) => ({ ruledOn: day, ruling: '准予执行，已执行' })),
};
