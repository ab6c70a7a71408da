import type { TaskDetail } from '../../api/contract/index.js';
import type { Play } from './play-task.js';
import { enters, says } from './plays.js';
import type { Scenario } from './scenarios/scenario.js';

const OUTCOMES: Record<Scenario['outcome'], Play> = {
  extended: enters('extended', () => ({ reason: '多数户已签约，其余户仍在协商', extensionDays: 30 })),
  'conversion-proposed': enters('conversion-proposed', () => ({ reason: '多数户已签约，其余户协商不成' })),
};

/** What the sample's people decide when a signing period ends before every household has signed. */
export const SIGNING_PLAYS: Partial<Record<TaskDetail['act'], Play>> = {
  'decide-signing-outcome': (played) => OUTCOMES[played.choices.scenario.outcome](played),
  'announce-signing-termination': says('announced'),
  'compile-conversion-gates': enters('compiled', () => ({
    reason: '多数户已签约，少数户经协商未能达成一致',
    budget: '1000000.00',
    riskAssessment: '示例稳评〔2026〕1号',
    legalReview: '示例合法性审查〔2026〕1号',
  })),
  'confirm-conversion-gates': says('proposed'),
  'examine-conversion': says('approved'),
  'decide-conversion': says('approved'),
};
