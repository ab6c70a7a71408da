import { act, separated } from './define-act.js';
import type { ActDefinition } from './define-act.js';
import { FIRM_ROLES } from './firm.js';
import { ROLES } from './roles.js';
import type { Role } from './roles.js';

const STAFF: readonly Role[] = ROLES.filter((role) => role !== 'administrator');
const LEADERS: readonly Role[] = ['general-manager', 'approver', 'finance-head'];
/** Posts that a problem of the plan may be given to. */
export const PROBLEM_OWNERS: readonly Role[] = [
  'district-officer',
  'planning-officer',
  'town-officer',
  'determination-officer',
  'project-supervisor',
  'general-manager',
  'approver',
  'supervision-department',
];
export { LEADERS as FIRM_LEADERS };

const entryOf = (
  label: string,
  roles: readonly Role[],
  clauses: readonly string[],
  separatedFrom: ActDefinition['separatedFrom'] = [],
): ActDefinition => act(label, 'register-entry', roles, { clauses, separatedFrom });

/** What is put into the registers beside the procedures: each an act on one row, most of them checked by another person. */
export const registerActs = {
  'ask-guidance': entryOf(
    '请示政策口径',
    [
      'town-officer',
      'land-agency-officer',
      'determination-officer',
      'project-supervisor',
      'approver',
      'general-manager',
    ],
    ['R-8', 'R-29'],
  ),
  'answer-guidance': entryOf(
    '答复政策口径',
    ['district-officer', 'planning-officer'],
    ['R-7', 'R-8', 'R-29'],
    separated('R-8', 'ask-guidance'),
  ),
  'open-problem': entryOf('登记问题和措施', ['state-assets-inspector', 'district-officer'], ['R-22']),
  'assign-problem': entryOf('落实责任人和期限', ['state-assets-inspector', 'district-officer'], ['R-22']),
  'report-measure': entryOf('报告整改情况', PROBLEM_OWNERS, ['R-22']),
  'close-problem': entryOf(
    '核对整改并销号',
    ['state-assets-inspector', 'supervision-department', 'district-officer'],
    ['R-22', 'R-53'],
    separated('R-22', 'report-measure'),
  ),
  'record-leadership-decision': entryOf('登记领导班子决策', LEADERS, ['R-67']),
  'confirm-leadership-decision': entryOf(
    '确认领导班子决策',
    LEADERS,
    ['R-67'],
    separated('R-67', 'record-leadership-decision'),
  ),
  'set-post-target': entryOf('下达岗位目标', ['general-manager'], ['R-69']),
  'report-post-fulfilment': entryOf('报告岗位目标完成情况', ['staff-manager', 'project-supervisor'], ['R-69']),
  'judge-post-target': entryOf(
    '考核岗位目标',
    ['supervision-department'],
    ['R-69'],
    separated('R-69', 'set-post-target', 'report-post-fulfilment'),
  ),
  'assign-integrity-duty': entryOf('下达廉政责任', ['state-assets-inspector'], ['R-73']),
  'report-integrity': entryOf('报告廉政责任履行情况', LEADERS, ['R-73']),
  'review-integrity-report': entryOf(
    '评议廉政报告',
    ['state-assets-inspector'],
    ['R-73'],
    separated('R-73', 'report-integrity'),
  ),
  'record-basis': entryOf('登记制度依据', ['district-officer'], ['R-3']),
  'register-supervised-unit': entryOf('登记监管单位', ['state-assets-inspector'], ['R-2']),
  'record-body-tie': entryOf('登记单位关联关系', ['district-officer', 'town-officer'], ['SD6', 'R-50']),
  'confirm-body-tie': entryOf(
    '确认单位关联关系',
    ['district-officer', 'town-officer'],
    ['SD6', 'R-50'],
    separated('SD6', 'record-body-tie'),
  ),
  'end-body-tie': entryOf(
    '解除单位关联关系',
    ['district-officer', 'town-officer'],
    ['SD6', 'R-50'],
    separated('SD6', 'record-body-tie', 'confirm-body-tie'),
  ),
  'acknowledge-duties': entryOf('确认本单位职责', STAFF, ['R-4', 'R-5', 'R-6', 'R-7']),
  'request-cooperation': entryOf('提出部门协作', FIRM_ROLES, ['R-68']),
  'answer-cooperation': entryOf('答复部门协作', FIRM_ROLES, ['R-68'], separated('R-68', 'request-cooperation')),
  'close-cooperation': entryOf('办结部门协作', FIRM_ROLES, ['R-68'], separated('R-68', 'answer-cooperation')),
  'propose-rule-change': entryOf('提出参数变更', ['district-officer'], ['R-15', 'R-16', 'R-26', 'SD10']),
  'approve-rule-change': act('批准参数变更', 'register-entry', ['district-officer'], {
    verdicts: ['approved', 'refused'],
    separatedFrom: separated('SD10', 'propose-rule-change'),
    clauses: ['R-15', 'R-16', 'R-26', 'SD10'],
  }),
} as const satisfies Record<string, ActDefinition>;
