/**
 * The one table of what a person may do: every route and every user task names an act of it.
 * An act says which role may do it, on which kind of case, whether a post certificate must be valid that day,
 * how many different persons must do it in one round, and which verdicts it may end with (RULES part 2, part 11).
 */

export const ROLES = [
  'town-officer',
  'district-officer',
  'determination-officer',
  'field-officer',
  'project-supervisor',
  'supervision-department',
  'investment-supervisor',
  'approver',
  'seal-keeper',
  'publication-checker',
  'payment-maker',
  'bookkeeper',
  'finance-head',
  'general-manager',
  'auditor',
  'discipline-inspector',
  'administrator',
] as const;
export type Role = (typeof ROLES)[number];

export type CaseKind = 'household' | 'notice' | 'objection' | 'payment-list' | 'project';

export interface ActDefinition {
  readonly roles: readonly Role[];
  readonly caseKind: CaseKind;
  /** Chinese label for tasks, pages and the ledger. */
  readonly label: string;
  /** the person needs a post certificate valid on the day of the act. */
  readonly certified: boolean;
  /** How many different persons must do the act in one round (R-42: two at every contact). */
  readonly persons: 1 | 2;
  /** Verdicts a user task of this act may end with; empty when the data entered is all there is to say. */
  readonly verdicts: readonly string[];
  /** Acts on the same case that the same person may not have done, with the clause that says so. */
  readonly separatedFrom: readonly { readonly act: string; readonly clause: string }[];
  readonly clauses: readonly string[];
}

const separated = (clause: string, ...acts: string[]) => acts.map((act) => ({ act, clause }));

const defaults = { certified: false, persons: 1, verdicts: [], separatedFrom: [], clauses: [] } as const;
const act = (
  label: string,
  caseKind: CaseKind,
  roles: readonly Role[],
  rest: Partial<Omit<ActDefinition, 'label' | 'caseKind' | 'roles'>> = {},
): ActDefinition => ({ ...defaults, label, caseKind, roles, ...rest });

const OFFICER_ACTS = ['negotiate', 'sign-as-officer', 'rectify-file-bag'];
const REVIEW_ACTS = [
  'review-project-supervisor',
  'review-supervision-department',
  'review-investment-supervisor',
  'approve-agreement',
];
const LEVEL_ACTS = ['approve-payment-1', 'approve-payment-2', 'approve-payment-3', 'approve-payment-4'];
const others = (all: readonly string[], self: string) => all.filter((name) => name !== self);
const STAFF: readonly Role[] = ROLES.filter((role) => role !== 'administrator');

const review = (name: string, label: string, role: Role): ActDefinition =>
  act(label, 'household', [role], {
    verdicts: ['approved', 'returned'],
    separatedFrom: separated('SD2', ...OFFICER_ACTS, ...others(REVIEW_ACTS, name), 'seal-agreement'),
    clauses: ['R-37', 'R-40', 'SD2'],
  });
const level = (number: 1 | 2 | 3 | 4, label: string, role: Role): ActDefinition =>
  act(label, 'payment-list', [role], {
    verdicts: ['approved', 'refused'],
    separatedFrom: separated(
      'SD8',
      'make-payment-list',
      'correct-payee',
      ...others(LEVEL_ACTS, `approve-payment-${String(number)}`),
      'release-payment',
    ),
    clauses: ['R-59', 'SD8', 'SD9'],
  });

export const ACTS = {
  'survey-area': act('实测房屋面积', 'household', ['field-officer'], {
    certified: true,
    persons: 2,
    separatedFrom: separated('SD1', 'determine-area'),
    clauses: ['R-23', 'R-42', 'SD1', 'SD16'],
  }),
  'determine-area': act('认定房屋面积', 'household', ['determination-officer'], {
    verdicts: ['determined'],
    separatedFrom: separated('SD1', 'survey-area'),
    clauses: ['R-24', 'R-25', 'SD1'],
  }),
  'mask-notice': act('核对脱敏', 'notice', ['town-officer'], {
    verdicts: ['masked'],
    separatedFrom: separated('SD11', 'approve-notice'),
    clauses: ['R-21', 'SD11'],
  }),
  'approve-notice': act('审核公示', 'notice', ['publication-checker'], {
    verdicts: ['approved', 'returned'],
    separatedFrom: separated('SD11', 'mask-notice'),
    clauses: ['R-21', 'SD11'],
  }),
  'answer-objection': act('处理异议', 'objection', ['determination-officer'], {
    verdicts: ['upheld', 'rejected'],
    separatedFrom: separated('SD12', 'determine-area', 'survey-area'),
    clauses: ['R-24', 'SD12'],
  }),
  negotiate: act('协商', 'household', ['field-officer'], {
    certified: true,
    persons: 2,
    separatedFrom: separated('SD2', 'check-before-signing', ...REVIEW_ACTS, 'seal-agreement'),
    clauses: ['R-42', 'SD2', 'SD16'],
  }),
  'check-before-signing': act('签约前审核', 'household', ['investment-supervisor'], {
    verdicts: ['passed', 'returned'],
    separatedFrom: separated('SD2', ...OFFICER_ACTS, 'seal-agreement'),
    clauses: ['R-50', 'SD2'],
  }),
  'sign-as-officer': act('经办人签字', 'household', ['field-officer'], {
    certified: true,
    persons: 2,
    separatedFrom: separated('SD2', 'check-before-signing', ...REVIEW_ACTS, 'seal-agreement'),
    clauses: ['R-42', 'SD2', 'SD16'],
  }),
  'rectify-file-bag': act('整改件袋', 'household', ['field-officer'], {
    certified: true,
    verdicts: ['rectified'],
    separatedFrom: separated('SD2', 'check-before-signing', ...REVIEW_ACTS, 'seal-agreement'),
    clauses: ['R-40', 'R-41', 'SD16'],
  }),
  'review-project-supervisor': review('review-project-supervisor', '项目主管复核', 'project-supervisor'),
  'review-supervision-department': review('review-supervision-department', '监管部审核', 'supervision-department'),
  'review-investment-supervisor': review('review-investment-supervisor', '投资监理审核', 'investment-supervisor'),
  'approve-agreement': review('approve-agreement', '审批协议', 'approver'),
  'seal-agreement': act('用印', 'household', ['seal-keeper'], {
    verdicts: ['sealed'],
    separatedFrom: separated('SD2', ...OFFICER_ACTS, 'check-before-signing', ...REVIEW_ACTS),
    clauses: ['R-41', 'SD2'],
  }),
  'make-payment-list': act('编制发放清单', 'payment-list', ['payment-maker'], {
    verdicts: ['made'],
    separatedFrom: separated('SD8', ...LEVEL_ACTS, 'release-payment'),
    clauses: ['R-58', 'SD8'],
  }),
  'approve-payment-1': level(1, '一级审核（项目主管）', 'project-supervisor'),
  'approve-payment-2': level(2, '二级审核（会计）', 'bookkeeper'),
  'approve-payment-3': level(3, '三级审核（财务负责人）', 'finance-head'),
  'approve-payment-4': level(4, '四级审核（总经理）', 'general-manager'),
  'release-payment': act('投资监理放行', 'payment-list', ['investment-supervisor'], {
    verdicts: ['approved', 'refused'],
    separatedFrom: separated('SD8', 'make-payment-list', 'correct-payee', ...LEVEL_ACTS),
    clauses: ['R-61', 'SD8'],
  }),
  'fund-account': act('补足专户', 'payment-list', ['finance-head'], { verdicts: ['funded'], clauses: ['R-56'] }),
  'correct-payee': act('更正收款信息', 'payment-list', ['payment-maker'], {
    verdicts: ['corrected'],
    separatedFrom: separated('SD8', ...LEVEL_ACTS, 'release-payment'),
    clauses: ['R-58', 'SD8'],
  }),
  'register-project': act('登记项目', 'project', ['district-officer'], { clauses: ['R-11'] }),
  'import-households': act('导入户册', 'project', ['town-officer'], { clauses: ['R-9'] }),
  'open-signing': act('开启签约', 'project', ['town-officer'], { clauses: ['R-24'] }),
  'deposit-funds': act('专户入账', 'project', ['town-officer'], { clauses: ['R-56'] }),
  'import-bank-statement': act('导入银行回单', 'project', ['bookkeeper'], { clauses: ['R-60'] }),
  'issue-access-code': act('发放查询码', 'household', ['field-officer'], { clauses: ['R-43'] }),
  'upload-document': act('归入件袋', 'household', ['field-officer'], { clauses: ['R-47'] }),
  'read-case': act('查阅案件', 'household', STAFF, { clauses: ['R-46', 'SD14', 'SD17'] }),
  'move-clock': act('推进演示时钟', 'project', ['administrator']),
} as const satisfies Record<string, ActDefinition>;

export type ActName = keyof typeof ACTS;

export const ACT_NAMES = Object.keys(ACTS) as ActName[];

export const isActName = (name: string): name is ActName => Object.hasOwn(ACTS, name);

/** The definition of an act, widened to its interface. */
export const actOf = (name: ActName): ActDefinition => ACTS[name];
