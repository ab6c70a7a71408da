import { byLaw, byProject, known, oneOf, proposed, within } from '../parameter.js';

/** Formula and items of compensation. Rates in basis points, money in fen, areas in hundredths of m². */
export const compensation202107 = {
  subsidyCoefficientMaxBp: known(3_000, '价格补贴系数上限', '万分比', '市政府令第71号第27条', within(0, 3_000)),
  unitSizeSubsidyMaxHundredths: known(
    1_500n,
    '套型补贴面积上限',
    '百分之一平方米/证',
    '市政府令第71号第27条',
    within(0n, 1_500n),
  ),
  tenantShareBp: known(8_000, '公房承租人份额', '万分比', '市政府令第71号第29条'),
  publicOwnerShareBp: proposed(2_000, '公房产权人份额', '万分比', '市政府令第71号第29条', byLaw),
  governmentRentTenantShareBp: proposed(
    8_000,
    '执行政府规定租金的私房承租人份额',
    '万分比',
    '市政府令第71号第30条',
    byLaw,
  ),
  hardshipFloorHundredths: known(2_200n, '居住困难户保障面积', '百分之一平方米/人', '市政府令第71号第31条'),
  hardshipEntryHundredths: known(1_500n, '居住困难户准入面积', '百分之一平方米/人', '市政府令第71号第31条'),
  hardshipLookBackYears: known(5, '他处住房回溯年限', '年', '市政府令第71号第31条'),
  conversionPriceFen: known<bigint | null>(
    null,
    '折算单价',
    '分/平方米，由项目确定',
    '市政府令第71号第31条',
    byProject,
  ),
  negotiatedFollows: oneOf<'state' | 'collective'>(proposed('state', '协议置换所依口径', '补偿方式', 'R-26')),
  businessLossBp: proposed(1_000, '停产停业损失比例', '万分比', '市政府令第71号第35条', byLaw),
  businessLossProofYears: proposed(3, '停产停业举证年限', '年', '市政府令第71号第35条', byLaw),
  decorationFenPerSqm: proposed(50_000n, '装潢补偿', '分/平方米', '项目补偿方案'),
  movingFenPerSqm: proposed(1_500n, '搬迁费', '分/平方米', '项目补偿方案'),
  movingFloorFen: proposed(100_000n, '搬迁费最低额', '分/证', '项目补偿方案'),
  equipmentRefitFen: known(200_000n, '家用设施移装费', '分/证', '项目补偿方案', byProject),
  temporaryHousingFenPerMonth: proposed<bigint | null>(null, '临时安置费', '分/月，由项目确定', '征收与补偿条例第22条'),
};
