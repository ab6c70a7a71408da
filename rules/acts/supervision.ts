import { act, separated } from './define-act.js';
import type { ActDefinition } from './define-act.js';

const PARTIES = ['supervision-department', 'state-assets-inspector', 'discipline-inspector', 'auditor'] as const;

/** Inspections of project bases, from inside the firm and from outside, and what follows from them. */
export const supervisionActs = {
  'read-ledger': act('查阅并留存账本', 'project', ['state-assets-inspector', 'auditor', 'discipline-inspector'], {
    clauses: ['R-2', 'R-43', 'R-46', 'R-74', 'SD17'],
  }),
  'open-inspection': act('开启抽查或事件检查', 'project', ['supervision-department', 'state-assets-inspector'], {
    clauses: ['R-49', 'R-70'],
  }),
  'share-in-draw': act('参与抽查种子', 'project', PARTIES, { clauses: ['R-2', 'R-49', 'R-70'] }),
  'abort-draw': act('中止抽查抽签', 'project', PARTIES, { clauses: ['R-49', 'R-70'] }),
  'assign-inspectors-inside': act('指派内部检查人员', 'inspection', ['supervision-department'], {
    entry: true,
    verdicts: ['assigned'],
    clauses: ['R-49', 'R-51', 'SD13'],
  }),
  'assign-inspectors-outside': act('指派外部检查人员', 'inspection', ['state-assets-inspector'], {
    entry: true,
    verdicts: ['assigned'],
    clauses: ['R-2', 'R-49', 'SD13'],
  }),
  'record-inspection-inside': act('内部检查并记录', 'inspection', ['supervision-department'], {
    entry: true,
    verdicts: ['recorded'],
    clauses: ['R-49', 'R-52', 'R-53', 'R-70', 'R-71'],
  }),
  'record-inspection-outside': act('外部检查并记录', 'inspection', ['state-assets-inspector'], {
    entry: true,
    verdicts: ['recorded'],
    clauses: ['R-2', 'R-49', 'R-53', 'R-70', 'R-71'],
  }),
  'rectify-findings': act('整改并交材料', 'inspection', ['project-supervisor'], {
    entry: true,
    verdicts: ['rectified'],
    clauses: ['R-53'],
  }),
  'recheck-inside': act('内部复查整改', 'inspection', ['supervision-department'], {
    verdicts: ['approved', 'returned'],
    separatedFrom: separated('SD13', 'rectify-findings'),
    clauses: ['R-51', 'R-53', 'SD13'],
  }),
  'recheck-outside': act('外部复查整改', 'inspection', ['state-assets-inspector'], {
    verdicts: ['approved', 'returned'],
    separatedFrom: separated('SD13', 'rectify-findings'),
    clauses: ['R-2', 'R-53', 'SD13'],
  }),
  'receive-outside-findings': act('接收外部检查结果', 'inspection', ['discipline-inspector'], {
    verdicts: ['received'],
    clauses: ['R-2', 'R-49'],
  }),
  'decide-discipline': act('决定惩戒', 'inspection', ['general-manager'], {
    entry: true,
    verdicts: ['decided'],
    clauses: ['R-72'],
  }),
} as const satisfies Record<string, ActDefinition>;
