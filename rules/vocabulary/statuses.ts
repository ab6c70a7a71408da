import { term } from './term.js';
import type { Term } from './term.js';

export const determinationStatusTerms = {
  determined: term('已认定', '认定机关已作出认定', 'R-24'),
  listed: term('已列入公示', '列入本次面积公示清单', 'R-24'),
  frozen: term('已锁定', '公示期满无异议，版本锁定', 'R-24'),
  superseded: term('已被替代', '重新实测后由新版本替代', 'R-25'),
} as const satisfies Record<string, Term>;
export type DeterminationStatus = keyof typeof determinationStatusTerms;

export const noticeStatusTerms = {
  prepared: term('待脱敏', '内容已备，自动脱敏完成', 'SD11'),
  masked: term('待审核', '脱敏已由人核对', 'SD11'),
  approved: term('待发布', '已由他人审核', 'SD11'),
  published: term('公示中', '期限正在计算', 'R-21'),
  archived: term('已归档', '期满撤下，证明已归档', 'R-47'),
} as const satisfies Record<string, Term>;
export type NoticeStatus = keyof typeof noticeStatusTerms;

export const objectionStatusTerms = {
  open: term('待答复', '异议已收到，尚未答复', 'SD12'),
  answered: term('已答复', '异议已书面答复', 'SD12'),
} as const satisfies Record<string, Term>;
export type ObjectionStatus = keyof typeof objectionStatusTerms;

export const agreementStatusTerms = {
  prepared: term('待签署', '协议文本已生成并锁定', 'R-48'),
  'household-signed': term('户已签', '被征收户已签署', 'R-48'),
  'officers-signed': term('经办人已签', '两名经办人已签署', 'R-42'),
  'in-review': term('审核中', '件袋正在审核', 'R-37'),
  returned: term('已退回', '退回整改', 'R-40'),
  approved: term('审批通过', '四道审核全部通过，等待用印', 'R-41'),
  sealed: term('已盖章', '已用印，等待生效', 'R-41'),
  effective: term('已生效', '签约率达到，协议生效', '市政府令第71号第21条'),
  superseded: term('已被替代', '由新版本协议替代', 'R-46'),
  lapsed: term('已失效', '签约终止，协议没有生效', 'R-12'),
} as const satisfies Record<string, Term>;
export type AgreementStatus = keyof typeof agreementStatusTerms;

export const paymentItemStatusTerms = {
  due: term('待付', '到期前等待列入清单', 'R-57'),
  listed: term('已列清单', '列入一份发放清单', 'R-58'),
  sent: term('已送银行', '付款指令已交银行', 'R-60'),
  paid: term('已付', '银行回单已核对到分', 'R-60'),
  failed: term('付款失败', '银行退回，须更正后重付', 'R-60'),
} as const satisfies Record<string, Term>;
export type PaymentItemStatus = keyof typeof paymentItemStatusTerms;

export const paymentListStatusTerms = {
  draft: term('编制中', '清单正在编制', 'R-58'),
  'in-review': term('四级审核中', '四级审核进行中', 'R-59'),
  refused: term('已退回', '某级未通过，退回编制人', 'R-59'),
  approved: term('审核通过', '四级审核通过，等待放行', 'R-59'),
  released: term('已放行', '投资监理已放行', 'R-61'),
  sent: term('已送银行', '付款文件已交银行', 'R-60'),
  settled: term('已结清', '回单全部核对', 'R-60'),
} as const satisfies Record<string, Term>;
export type PaymentListStatus = keyof typeof paymentListStatusTerms;
