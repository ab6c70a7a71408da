import { term } from './term.js';
import type { Term } from './term.js';

/** Every kind of alarm: something waits too long, falls due, runs out, or has to be known at once. */
export const alarmKindTerms = {
  'step-overdue': term('步骤超时', '一个步骤超过办理时限', 'R-53'),
  'payment-overdue': term('付款逾期', '发放清单到期未付清', 'R-60'),
  'bank-exception': term('银行回单异常', '银行回单与付款指令不符，或已付款项被退回', 'R-60'),
  'decision-overdue': term('议定事项逾期', '会商议定的事项到期未办结', 'R-28'),
  'recheck-failed': term('复查未通过', '整改复查未通过', 'R-53'),
  'rectification-overdue': term('整改逾期', '整改到期未完成', 'R-53'),
  'outside-findings': term('外部检查发现问题', '外部检查发现的问题须直接报告', 'R-49'),
  'deadline-near': term('期限将到', '一个期限即将到期', 'R-53'),
  'deadline-overdue': term('期限已过', '一个期限已过而未了结', 'R-53'),
  'text-expiring': term('文件将失效', '规则所依据的文件即将失效', 'R-16'),
  'text-expired': term('文件已失效', '规则所依据的文件已失效', 'R-16'),
  'certificate-expiring': term('上岗证将到期', '上岗证即将到期', 'SD16'),
  'certificate-expired': term('上岗证已到期', '上岗证已到期，不得指派', 'SD16'),
} as const satisfies Record<string, Term>;
export type AlarmKind = keyof typeof alarmKindTerms;

/** Kinds that the daily watch raises, and settles again when their matter is done. */
export const WATCHED_ALARMS: readonly AlarmKind[] = [
  'deadline-near',
  'deadline-overdue',
  'text-expiring',
  'text-expired',
  'certificate-expiring',
  'certificate-expired',
];
