import { act, separated } from './define-act.js';
import type { ActDefinition } from './define-act.js';

/** Everything a person may have done with the household before: whoever handled the case does not judge it (SD7). */
const HANDLED = [
  'survey-area',
  'determine-area',
  'answer-objection',
  'negotiate',
  'check-before-signing',
  'propose-special-problem',
  'compose-panel',
];

/** Public-credibility review of a household's special problem. */
export const reviewActs = {
  'propose-special-problem': act('提请公信评议', 'household', ['town-officer', 'project-supervisor'], {
    clauses: ['R-30', 'R-31'],
  }),
  'compose-panel': act('组成评议小组', 'review', ['town-officer'], {
    entry: true,
    verdicts: ['composed'],
    separatedFrom: separated('R-43', 'propose-special-problem'),
    clauses: ['R-30', 'R-43', 'SD7'],
  }),
  'declare-ties': act('回避声明', 'review', ['panel-member'], {
    entry: true,
    verdicts: ['declared'],
    separatedFrom: separated('SD7', ...HANDLED),
    clauses: ['R-31', 'SD7'],
  }),
  'vote-on-review': act('评议表决', 'review', ['panel-member'], {
    entry: true,
    verdicts: ['voted'],
    separatedFrom: separated('SD7', ...HANDLED),
    clauses: ['R-30', 'SD7'],
  }),
  'draw-up-opinion': act('形成评议意见', 'review', ['town-officer'], {
    entry: true,
    verdicts: ['drawn-up'],
    clauses: ['R-31'],
  }),
} as const satisfies Record<string, ActDefinition>;
