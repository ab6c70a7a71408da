import { term } from './term.js';
import type { Term } from './term.js';

/** Messages between cases, past tense. What each is keyed by stands in its meaning. */
export const messageTerms = {
  'project-registered': term('项目已登记', '开启一个项目（项目）', 'R-11'),
  'formal-track-opened': term('征收准备已启动', '同步准备征收的一轨已开启（轨道）', 'R-13'),
  'plan-opened': term('可以拟定方案', '面积已公示无误，开始拟定补偿方案（轨道）', 'R-24'),
  'plan-adopted': term('方案已通过', '补偿方案征求意见后通过（轨道）', 'R-26'),
  'expropriation-decided': term('征收决定已作出', '征收决定作出并公告（轨道）', 'R-5'),
  'appraiser-chosen': term('估价机构已选定', '估价机构选定并公示（轨道）', 'R-18'),
  'report-delivered': term('评估报告已送达', '街镇下发的分户报告送达户（户）', 'R-35'),
  'signing-period-opened': term('签约期开始', '项目的签约期开始（项目）', 'R-14'),
  'conversion-proposed': term('建议转为征收', '期满未达比例，建议转为征收（转换）', 'R-14'),
  'project-converted': term('项目已转为征收', '未签约的户转入征收程序（户）', 'R-14'),
  'no-agreement-reached': term('未达成协议', '征收签约期满仍未签约，报请补偿决定（户）', 'R-5'),
  'all-households-closed': term('全部办结', '项目各户全部办结（项目）', 'R-47'),
  'household-registered': term('户已登记', '开启一户的案件（户）', 'R-23'),
  'area-list-ready': term('面积清单已备', '开启一次面积公示（公示）', 'R-24'),
  'area-frozen': term('面积已锁定', '公示无误，户可继续（户）', 'R-24'),
  'area-objection-upheld': term('面积异议成立', '户须重新实测（户）', 'SD12'),
  'objection-filed': term('收到异议', '公示期内收到异议（公示）', 'SD12'),
  'signing-opened': term('签约开启', '户可开始协商（户）', 'R-24'),
  'household-signed': term('户已签署', '户已签署协议（协议）', 'R-48'),
  'signing-rate-reached': term('签约率达到', '项目达到生效比例（项目）', '市政府令第71号第21条'),
  'agreement-effective': term('协议生效', '协议开始生效（户）', '市政府令第71号第21条'),
  'payment-round-opened': term('付款批次开启', '开启一批付款（批次）', 'R-57'),
  'bank-statement-received': term('收到银行回单', '付款结果已导入（清单）', 'R-60'),
  'payment-settled': term('款项结清', '户的补偿款已付清（户）', 'R-60'),
} as const satisfies Record<string, Term>;
export type MessageName = keyof typeof messageTerms;

/** Kinds of ledger entries besides the acts themselves, past tense. */
export const ledgerKindTerms = {
  'act-recorded': term('事项办理', '有权人员办理了一项事项', 'R-46'),
  'act-withdrawn': term('事项撤回', '退回后原事项失效', 'R-46'),
  'act-refused': term('事项被拒', '不合规定的办理被拒绝', 'R-46'),
  'track-opened': term('轨道开启', '项目的一种补偿方式开始准备', 'R-13'),
  'survey-opened': term('摸底开启', '项目可以开始面积摸底', 'R-23'),
  'case-opened': term('案件开启', '案件开始', 'R-46'),
  'case-closed': term('案件办结', '案件结束', 'R-47'),
  'round-opened': term('开启新一轮', '重新实测或重新协商', 'R-46'),
  'area-determined': term('面积认定', '面积认定版本形成', 'R-25'),
  'area-frozen': term('面积锁定', '面积版本锁定', 'R-24'),
  'compensation-computed': term('补偿计算', '规则计算出补偿金额', 'SD18'),
  'agreement-prepared': term('协议生成', '协议文本生成并锁定', 'R-48'),
  'agreement-signed': term('协议签署', '一方签署协议', 'R-48'),
  'agreement-returned': term('件袋退回', '件袋退回整改', 'R-40'),
  'agreement-sealed': term('协议盖章', '协议用印', 'R-41'),
  'agreement-effective': term('协议生效', '协议开始生效', '市政府令第71号第21条'),
  'entry-recorded': term('内容填写', '有权人员填写了办理所需的内容', 'R-46'),
  'document-stored': term('材料归入', '材料归入件袋', 'R-47'),
  'notice-published': term('公示发布', '公示开始计期', 'R-21'),
  'notice-archived': term('公示归档', '公示期满归档', 'R-47'),
  'objection-filed': term('提出异议', '户提出异议', 'SD12'),
  'objection-answered': term('答复异议', '异议已答复', 'SD12'),
  'payment-list-made': term('清单编制', '发放清单形成一版', 'R-58'),
  'payment-sent': term('付款发送', '付款指令已交银行', 'R-60'),
  'payment-settled': term('付款结清', '银行回单核对完毕', 'R-60'),
  'alarm-raised': term('发出警示', '逾期或异常警示', 'R-60'),
} as const satisfies Record<string, Term>;
export type LedgerKind = keyof typeof ledgerKindTerms;
