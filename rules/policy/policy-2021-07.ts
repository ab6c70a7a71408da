import type { Parameter, PolicyParameters } from './policy.js';

/** Seen in an official text or in the source plan. */
const known = <T>(value: T, label: string, unit: string, basis: string): Parameter<T> => ({
  value,
  label,
  unit,
  basis,
  confirmed: true,
});

/** A proposal, or recalled from practice: shown as unconfirmed until a jurist has checked it. */
const proposed = <T>(value: T, label: string, unit: string, basis: string): Parameter<T> => ({
  ...known(value, label, unit, basis),
  confirmed: false,
});

const calendarDays = (amount: number) => ({ amount, unit: 'calendar-day' }) as const;
const workingDays = (amount: number) => ({ amount, unit: 'working-day' }) as const;

/** The figures of the plan of July 2021 (宝国资委〔2021〕13号) and the texts in force with it. */
export const policy202107: PolicyParameters = {
  area: {
    surveyToleranceBp: proposed(60, '两次实测允许误差', '万分比', '房产测量规范、R-25'),
    publicTenancyFactor: proposed(
      { numerator: 154n, denominator: 100n },
      '公房居住面积换算系数',
      '倍（进位到两位小数）',
      '公房建筑面积换算口径',
    ),
  },
  compensation: {
    subsidyCoefficientMaxBp: known(3_000, '价格补贴系数上限', '万分比', '市政府令第71号第27条'),
    unitSizeSubsidyMaxHundredths: known(1_500n, '套型补贴面积上限', '百分之一平方米/证', '市政府令第71号第27条'),
    tenantShareBp: known(8_000, '公房承租人份额', '万分比', '市政府令第71号第29条'),
    hardshipFloorHundredths: known(2_200n, '居住困难户保障面积', '百分之一平方米/人', '市政府令第71号第31条'),
    negotiatedFollows: proposed('state', '协议置换所依口径', '补偿方式', 'R-26'),
    decorationFenPerSqm: proposed(50_000n, '装潢补偿', '分/平方米', '项目补偿方案'),
    movingFenPerSqm: proposed(1_500n, '搬迁费', '分/平方米', '项目补偿方案'),
    movingFloorFen: proposed(100_000n, '搬迁费最低额', '分/证', '项目补偿方案'),
    equipmentRefitFen: proposed(200_000n, '家用设施移装费', '分/证', '项目补偿方案'),
  },
  signing: {
    periodDays: proposed(30, '签约期限', '日', '项目补偿方案'),
    negotiatedEffectiveRateBp: proposed(9_000, '协议置换生效比例', '万分比', '项目补偿方案'),
    stateEffectiveRateMinBp: proposed(8_000, '征收生效比例下限', '万分比', '市政府令第71号第21条'),
    stateEffectiveRateBp: proposed(8_500, '征收生效比例', '万分比', '市政府令第71号第21条'),
  },
  staff: {
    minPerContact: known(2, '每次接触最少持证人数', '人', 'R-42'),
    certificateValidMonths: known(12, '上岗证有效期', '月', '征收集体土地房屋补偿上岗证规定'),
  },
  review: { escalateAtReturn: proposed(3, '升级处理的退回次数', '次', 'R-53') },
  payment: {
    reviewLevels: known(4, '内部审核级数', '级', 'R-59'),
    dueDays: proposed(30, '付款期限', '日', 'R-57'),
    prepareDaysBefore: proposed(10, '付款到期前编制清单', '日', 'R-58'),
  },
  publication: {
    'area-list': proposed(calendarDays(7), '面积认定公示', '日', '征收与补偿条例第15条、R-24'),
    'plan-draft': known(calendarDays(30), '补偿方案征求意见', '日', '征收与补偿条例第10条'),
    'collective-pre-notice': known(workingDays(10), '征收土地预公告', '工作日', '土地管理法实施条例第26条'),
    'agency-choice': proposed(calendarDays(5), '评估机构选定公示', '日', 'R-21'),
    'preliminary-appraisal': proposed(calendarDays(7), '初步评估结果公示', '日', '国有土地上房屋征收评估办法第16条'),
    'hardship-recognition': proposed(calendarDays(5), '居住困难户认定公示', '日', '市政府令第71号第31条'),
    'review-opinion': proposed(calendarDays(5), '公信评议意见公示', '日', 'R-31'),
    'effective-notice': proposed(calendarDays(5), '协议生效公告', '日', 'R-21'),
  },
};
