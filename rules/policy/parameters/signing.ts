import { byLaw, byProject, known, oneOf, proposed, within } from '../parameter.js';

/** Signing period and the rate at which agreements take effect. */
export const signing202107 = {
  periodDays: proposed(30, '签约期限', '日', '项目补偿方案'),
  negotiatedEffectiveRateBp: proposed(9_000, '协议置换生效比例', '万分比', '项目补偿方案', within(1, 10_000)),
  stateEffectiveRateMinBp: proposed(8_000, '征收生效比例下限', '万分比', '市政府令第71号第21条', byLaw),
  stateEffectiveRateBp: proposed(8_500, '征收生效比例', '万分比', '市政府令第71号第21条', within(8_000, 10_000)),
  rebuildEffectiveRateBp: known(9_500, '公房拆除重建生效比例', '万分比', '上海市城市更新条例第32条'),
  countBase: oneOf<'certificate'>(known('certificate', '计户单位', '口径', '市政府令第71号第23条')),
  splitResidents: known(true, '居住户签约率单列', '是否', '市政府令第71号第21条', byProject),
  /** How often a negotiated project may extend its signing period. */
  negotiatedExtensions: proposed(1, '协议置换签约期延长次数', '次', '项目补偿方案', within(0, 1)),
};
