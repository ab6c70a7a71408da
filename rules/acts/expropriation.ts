import { act, separated } from './define-act.js';
import type { ActDefinition } from './define-act.js';

/**
 * The expropriation decision of a formal track: risk assessment beside the money, the meeting where many are concerned,
 * the decision by the district government, and what is done against it. Whoever prepared it does not decide it.
 */
export const expropriationActs = {
  'assess-stability-risk': act('评估社会稳定风险', 'track', ['district-officer', 'planning-officer'], {
    entry: true,
    verdicts: ['low-risk', 'medium-risk', 'high-risk'],
    separatedFrom: separated('R-5', 'review-stability-risk', 'decide-expropriation'),
    clauses: ['R-6', 'R-7', 'R-15', 'R-16'],
  }),
  'mitigate-stability-risk': act('落实风险化解措施', 'track', ['town-officer'], {
    entry: true,
    verdicts: ['done'],
    clauses: ['R-9', 'R-15', 'R-16'],
  }),
  'review-stability-risk': act('审核风险评估', 'track', ['district-government'], {
    verdicts: ['approved', 'returned'],
    separatedFrom: separated('R-5', 'assess-stability-risk', 'decide-expropriation'),
    clauses: ['R-5', 'R-15'],
  }),
  'secure-compensation-funds': act('补足征收补偿资金', 'track', ['town-officer'], {
    verdicts: ['funded'],
    separatedFrom: separated('R-56', 'confirm-compensation-funds'),
    clauses: ['R-9', 'R-56'],
  }),
  'confirm-compensation-funds': act('确认征收补偿资金到位', 'track', ['finance-head'], {
    verdicts: ['confirmed', 'returned'],
    separatedFrom: separated('R-56', 'secure-compensation-funds', 'decide-expropriation'),
    clauses: ['R-56'],
  }),
  'hold-executive-meeting': act('登记政府常务会议讨论', 'track', ['district-government'], {
    entry: true,
    verdicts: ['recorded'],
    separatedFrom: separated('R-5', 'decide-expropriation'),
    clauses: ['R-5', 'R-15'],
  }),
  'decide-expropriation': act('作出征收决定', 'track', ['district-government'], {
    entry: true,
    verdicts: ['approved', 'returned', 'refused'],
    result: 'approved',
    separatedFrom: separated(
      'R-5',
      'assess-stability-risk',
      'review-stability-risk',
      'confirm-compensation-funds',
      'hold-executive-meeting',
    ),
    clauses: ['R-5', 'R-14', 'R-15', 'R-16', 'R-21'],
  }),
  'record-land-approval': act('登记土地征收批准', 'track', ['planning-officer'], {
    entry: true,
    verdicts: ['recorded'],
    clauses: ['R-7', 'R-16'],
  }),
  'track-expropriation-remedies': act('登记对征收决定的复议诉讼', 'track', ['district-officer', 'planning-officer'], {
    entry: true,
    verdicts: ['recorded', 'exhausted', 'annulled'],
    clauses: ['R-1', 'R-6'],
  }),
} as const satisfies Record<string, ActDefinition>;
