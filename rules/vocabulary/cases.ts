import type { CaseKind } from '../acts.js';
import { term } from './term.js';
import type { Term } from './term.js';

export const caseKindTerms: Readonly<Record<CaseKind, Term>> = {
  household: term('户', '一证（产、户）一户，计户单位', '市政府令第71号第23条'),
  inspection: term('检查', '对一个项目基地的一次检查', 'R-70'),
  notice: term('公示', '一次公告、公示或公布', 'R-21'),
  objection: term('异议', '对公示内容提出的书面异议', 'SD12'),
  'payment-list': term('发放清单', '一批补偿款的发放清单', 'R-58'),
  review: term('公信评议', '一户特殊问题的一次评议', 'R-31'),
  'staff-member': term('人员', '事务所的一名工作人员', 'R-62'),
  project: term('项目', '一个征收或协议置换项目', 'R-11'),
  track: term('轨道', '项目的一种补偿方式，协议置换与征收各走一轨', 'R-13'),
  conversion: term('转征收', '协议置换项目转为征收的一次建议', 'R-14'),
  meeting: term('会商', '参会部门的一次联席会商', 'R-27'),
  'meeting-decision': term('议定事项', '会商议定的一件事，有责任人和期限', 'R-28'),
  'yearly-review': term('评议与排查', '一家事务所一年的民主评议或一季的风险排查', 'R-75'),
  'register-entry': term('登记项', '登记簿中的一项', 'R-46'),
  vote: term('投票', '选定评估机构的一次投票', 'R-18'),
  'appraisal-report': term('评估报告', '送达一户的分户评估报告，该户可以申请复核和鉴定', 'R-32'),
  'archive-disposal': term('档案处置', '一个已结案项目到期档案的一次移交或销毁', 'R-47'),
  'compensation-decision': term('补偿决定', '对签约期满未达成协议的一户作出的补偿决定', 'R-5'),
};

/** How a project compensates (补偿方式). */
export const modeTerms = {
  negotiated: term('协议置换', '自愿协商，没有征收决定，不得强制', 'R-12'),
  state: term('国有土地征收', '国有土地上房屋征收与补偿', 'R-15'),
  collective: term('集体土地征收', '征收集体土地房屋补偿', 'R-16'),
} as const satisfies Record<string, Term>;

export type Mode = keyof typeof modeTerms;

export const tenureTerms = {
  private: term('私有产权', '持有效产权证的房屋', '市政府令第71号第23条'),
  'public-tenancy': term('公房承租', '按政府规定租金承租的公有房屋', '市政府令第71号第23条'),
  'government-rent': term(
    '执行政府租金的私房',
    '按政府规定租金出租的私有居住房屋，由承租人立户',
    '市政府令第71号第30条',
  ),
} as const satisfies Record<string, Term>;

export type Tenure = keyof typeof tenureTerms;

/** What a house is used for, as registered and as determined (房屋用途). */
export const houseUseTerms = {
  residential: term('居住', '用于居住的房屋', '市政府令第71号第27条'),
  shop: term('商业', '店铺等商业用房', '征收与补偿条例第17条'),
  office: term('办公', '办公用房', '征收与补偿条例第17条'),
  factory: term('工业', '厂房等生产用房', '征收与补偿条例第17条'),
  warehouse: term('仓储', '仓库等储存用房', '征收与补偿条例第17条'),
  other: term('其他非居住', '其他不用于居住的房屋', '征收与补偿条例第17条'),
} as const satisfies Record<string, Term>;

export type HouseUse = keyof typeof houseUseTerms;

/** Where a household's case stands. */
export const householdStageTerms = {
  registered: term('已登记', '户册已导入，尚未实测', 'R-23'),
  surveying: term('实测中', '两名持证人员实测房屋面积', 'R-42'),
  determined: term('已认定', '认定机关已认定面积', 'R-24'),
  displayed: term('公示中', '认定面积正在公示', 'R-24'),
  frozen: term('面积已锁定', '公示无误，可以协商', 'R-24'),
  negotiating: term('协商中', '两名持证经办人与户协商', 'R-42'),
  checking: term('签约前审核', '投资监理签约前审核', 'R-50'),
  signing: term('签约中', '户与经办人签署协议', 'R-48'),
  reviewing: term('件袋审核中', '件袋逐道审核', 'R-37'),
  sealed: term('已盖章', '协议已盖章，等待生效', 'R-41'),
  effective: term('已生效', '签约率达到，协议生效', '市政府令第71号第21条'),
  paid: term('已付清', '补偿款已付清', 'R-60'),
  closed: term('已结案', '案件办结归档', 'R-47'),
} as const satisfies Record<string, Term>;

export type HouseholdStage = keyof typeof householdStageTerms;

/** What a household takes of a compensation decision. */
export const compensationChoiceTerms = {
  money: term('货币补偿', '领取决定的补偿金额', '征收与补偿条例第21条'),
  exchange: term('产权调换', '接受产权调换房屋，结清差价', '征收与补偿条例第21条'),
} as const satisfies Record<string, Term>;

export type CompensationChoice = keyof typeof compensationChoiceTerms;

/** Why a file bag or a compensation goes back. */
export const returnReasonTerms = {
  a: term('补偿不合理', '金额与方案标准不符或依据不足', 'R-40'),
  b: term('面积认定不清晰', '面积没有清楚、有效的认定', 'R-40'),
  c: term('材料不成证据链', '基础材料与安置人员不能相互印证', 'R-40'),
} as const satisfies Record<string, Term>;

export type ReturnReason = keyof typeof returnReasonTerms;

export const isReturnReason = (text: string): text is ReturnReason => Object.hasOwn(returnReasonTerms, text);
export const isMode = (text: string): text is Mode => Object.hasOwn(modeTerms, text);
export const isHouseUse = (text: string): text is HouseUse => Object.hasOwn(houseUseTerms, text);
export const isTenure = (text: string): text is Tenure => Object.hasOwn(tenureTerms, text);
