import { term } from './term.js';
import type { Term } from './term.js';

/** The accounts of a project's book, in the order of the chart. */
export const bookAccountTerms = {
  bank: term('银行存款', '专户银行里的钱', 'R-56'),
  available: term('可用资金', '已到专户、尚未留存的钱', 'R-56'),
  'reserved-agreements': term('协议留存', '为审核通过的发放清单留存', 'R-56'),
  'reserved-decisions': term('补偿决定留存', '为补偿决定留存，不得挪作他用', 'R-56'),
  'in-transit': term('在途款项', '已向银行发出、尚无回单', 'R-60'),
} as const satisfies Record<string, Term>;
export type BookAccount = keyof typeof bookAccountTerms;

/** What moves money from one account to another. */
export const movementTerms = {
  deposit: term('入账', '资金到达专户', 'R-56'),
  reservation: term('留存', '为清单或补偿决定留存', 'R-56'),
  sending: term('发出', '付款指令发给银行', 'R-60'),
  payment: term('付讫', '银行已付', 'R-60'),
  rejection: term('拒付', '银行未付，退回留存', 'R-60'),
  refund: term('退汇', '已付讫的款项被银行退回', 'R-60'),
  return: term('解除留存', '不再留存，转回可用资金', 'R-56'),
} as const satisfies Record<string, Term>;
export type MovementKind = keyof typeof movementTerms;

/** What may be wrong with a line of the bank's statement. */
export const bankExceptionTerms = {
  unknown: term('无对应指令', '对应不到付款指令', 'R-60'),
  amount: term('金额不符', '金额与付款指令不符', 'R-60'),
  payee: term('收款账号不符', '收款账号与付款指令不符', 'R-60'),
  contradiction: term('前后矛盾', '与先前的回单矛盾', 'R-60'),
  repeated: term('重复记账', '同一回单中记账两次', 'R-60'),
} as const satisfies Record<string, Term>;
