import { term } from './term.js';
import type { Term } from './term.js';

/** What a person may conclude; which of them an act allows stands in the table of acts. */
export const verdictTerms = {
  defined: term('已划定', '项目范围已划定', 'R-9'),
  confirmed: term('已核实', '启动资金已到专户', 'R-56'),
  signed: term('已签订', '委托合同已签订', 'R-10'),
  chosen: term('已确定', '是否同步准备征收已确定', 'R-13'),
  proposed: term('已提出', '征收理由与规划符合性已提出', 'R-7'),
  issued: term('已拟定', '暂停办理通知已拟定', 'R-15'),
  determined: term('已认定', '面积已认定', 'R-25'),
  masked: term('已脱敏', '公示内容已核对脱敏', 'SD11'),
  approved: term('通过', '同意所审内容', 'R-37'),
  returned: term('退回', '退回整改，须写明意见', 'R-40'),
  upheld: term('异议成立', '异议有理，须重新办理', 'SD12'),
  rejected: term('异议不成立', '异议无据，维持原结果', 'SD12'),
  passed: term('准予签约', '签约前审核通过', 'R-50'),
  rectified: term('已整改', '件袋已按意见整改', 'R-41'),
  sealed: term('已用印', '协议已盖章', 'R-41'),
  made: term('已编制', '清单已编制', 'R-58'),
  refused: term('不通过', '不同意，退回编制人', 'R-59'),
  funded: term('已补足', '专户已补足', 'R-56'),
  extended: term('延长签约期', '签约期延长一次', 'R-12'),
  terminated: term('终止签约', '签约终止，未生效的协议失效', 'R-12'),
  'conversion-proposed': term('建议转为征收', '征收已准备，建议转为征收', 'R-14'),
  compiled: term('已汇总', '转征收的八项条件已汇总', 'R-14'),
  announced: term('已宣布', '未达生效比例，签约终止已宣布', '市政府令第71号第21条'),
  assigned: term('已指派', '检查人员已指派', 'SD13'),
  recorded: term('已记录', '检查情况和发现的问题已记录', 'R-53'),
  received: term('已接收', '外部检查结果已接收', 'R-49'),
  decided: term('已决定', '对违规签约人员的处理已决定', 'R-72'),
  corrected: term('已更正', '收款信息已更正', 'R-58'),
} as const satisfies Record<string, Term>;
