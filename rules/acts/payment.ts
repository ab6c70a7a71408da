import { act, others, separated } from './define-act.js';
import type { ActDefinition } from './define-act.js';
import type { Role } from './roles.js';

const LEVEL_ACTS = ['approve-payment-1', 'approve-payment-2', 'approve-payment-3', 'approve-payment-4'];

/** Finance that keeps the book, and those who look at it from outside. */
const BOOK_READERS: readonly Role[] = [
  'payment-maker',
  'bookkeeper',
  'finance-head',
  'general-manager',
  'investment-supervisor',
  'supervision-department',
  'state-assets-inspector',
  'auditor',
  'discipline-inspector',
];

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

/** A list is made by one, approved on four levels and released by a sixth person. */
export const paymentActs = {
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
  'import-bank-statement': act('导入银行回单', 'project', ['bookkeeper'], { clauses: ['R-60'] }),
  'settle-bank-exception': act('处理银行回单异常', 'project', ['finance-head'], { clauses: ['R-60'] }),
  'read-account-book': act('查阅专户账簿', 'project', BOOK_READERS, { clauses: ['R-56', 'R-60'] }),
} as const satisfies Record<string, ActDefinition>;
