import { act, separated } from './define-act.js';
import type { ActDefinition } from './define-act.js';

/** Start of a project: its scope, its first money, the commission of the firm, and a formal track prepared beside. */
export const launchActs = {
  'define-scope': act('划定项目范围', 'project', ['town-officer'], {
    entry: true,
    verdicts: ['defined'],
    separatedFrom: separated('SD11', 'confirm-scope'),
    clauses: ['R-9', 'R-21', 'SD11'],
  }),
  'confirm-scope': act('核准项目范围', 'project', ['district-officer'], {
    verdicts: ['approved', 'returned'],
    result: 'approved',
    separatedFrom: separated('SD11', 'define-scope'),
    clauses: ['R-6', 'R-8', 'SD11'],
  }),
  'confirm-launch-funds': act('核实启动资金', 'project', ['investment-supervisor'], {
    verdicts: ['confirmed'],
    clauses: ['R-56', 'R-61'],
  }),
  'sign-commission': act('签订委托合同', 'project', ['town-officer'], {
    entry: true,
    verdicts: ['signed'],
    separatedFrom: separated('R-10', 'file-commission'),
    clauses: ['R-9', 'R-10'],
  }),
  'file-commission': act('备案委托合同', 'project', ['district-officer'], {
    verdicts: ['approved', 'returned'],
    separatedFrom: separated('R-10', 'sign-commission'),
    clauses: ['R-6', 'R-10', 'R-45'],
  }),
  'choose-formal-mode': act('确定同步准备的征收方式', 'project', ['district-officer'], {
    entry: true,
    verdicts: ['chosen'],
    clauses: ['R-11', 'R-12', 'R-13'],
  }),
  'propose-state-ground': act('提出国有土地征收理由', 'project', ['district-officer'], {
    entry: true,
    verdicts: ['proposed'],
    separatedFrom: separated('R-5', 'decide-formal-preparation'),
    clauses: ['R-6', 'R-7', 'R-15'],
  }),
  'propose-collective-ground': act('提出集体土地征收理由', 'project', ['planning-officer'], {
    entry: true,
    verdicts: ['proposed'],
    separatedFrom: separated('R-5', 'decide-formal-preparation'),
    clauses: ['R-6', 'R-7', 'R-16'],
  }),
  'decide-formal-preparation': act('决定启动征收准备', 'project', ['district-government'], {
    verdicts: ['approved', 'returned', 'refused'],
    result: 'approved',
    separatedFrom: separated('R-5', 'propose-state-ground', 'propose-collective-ground'),
    clauses: ['R-5', 'R-13'],
  }),
  'issue-freeze-notice': act('拟定暂停办理通知', 'project', ['district-officer'], {
    entry: true,
    verdicts: ['issued'],
    clauses: ['R-6', 'R-15'],
  }),
} as const satisfies Record<string, ActDefinition>;
