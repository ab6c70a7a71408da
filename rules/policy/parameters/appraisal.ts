import { byProject, calendarDays, known, oneOf, onlyUp, proposed } from '../parameter.js';

/** Appraisal: value date by mode, report, periods of objection, referral of major sums. */
export const appraisal202107 = {
  valueDateState: oneOf<'decision-notice'>(known('decision-notice', '征收价值时点', '来源', '征收与补偿条例第19条')),
  valueDateNegotiated: oneOf<'town'>(known('town', '协议置换价值时点', '来源', 'R-33')),
  valueDateCollective: oneOf<'plan'>(proposed('plan', '集体土地征收价值时点', '来源', '沪府发〔2011〕75号')),
  minValuers: known(2, '报告签字注册估价师', '人', '国有土地上房屋征收评估办法第17条', onlyUp),
  reappraisalRequest: known(calendarDays(10), '申请复核评估期限', '日', '国有土地上房屋征收评估办法第20条'),
  reappraisalAnswer: known(calendarDays(10), '答复复核评估期限', '日', '国有土地上房屋征收评估办法第21条'),
  expertRequest: known(calendarDays(10), '申请专家鉴定期限', '日', '国有土地上房屋征收评估办法第22条'),
  expertOpinion: known(calendarDays(10), '出具鉴定意见期限', '日', '国有土地上房屋征收评估办法第25条'),
  expertPanelMin: known(3, '鉴定专家组人数（单数）', '人', '国有土地上房屋征收评估办法第24条'),
  expertValuerShare: known(
    { numerator: 2n, denominator: 3n },
    '鉴定专家组估价师比例',
    '比例',
    '国有土地上房屋征收评估办法第24条',
  ),
  referralHouseholdFen: proposed(1_000_000_000n, '每户移送鉴定金额', '分', 'R-36', byProject),
  referralProjectFen: proposed(50_000_000_000n, '项目移送鉴定金额', '分', 'R-36', byProject),
};
