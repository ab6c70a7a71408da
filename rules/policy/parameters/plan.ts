import { calendarDays, known, onlyUp, proposed, within } from '../parameter.js';

/** Compensation plan: consultation, hearing, willingness. The 30 days of every draft stand with the notices. */
export const plan202107 = {
  consultRenewal: proposed(calendarDays(60), '旧城区改建方案征求意见', '日', '市政府令第71号第17条', onlyUp),
  consultCollective: known(calendarDays(30), '征地补偿安置方案公告', '日', '土地管理法实施条例第28条', onlyUp),
  hearingRequestCollective: proposed(calendarDays(7), '申请听证期限', '日', '土地管理法第47条'),
  /** More than this share of all units or members finding the plan unlawful leads to a hearing. */
  unlawfulMajorityBp: known(5_000, '过半数认为方案不合规定', '万分比', '征收与补偿条例第11条'),
  willingnessStateBp: proposed(9_000, '旧城区改建意愿征询同意率', '万分比', '市政府令第71号第12条', onlyUp),
  willingnessNegotiatedBp: proposed(9_000, '协议置换意愿征询同意率', '万分比', '项目补偿方案', within(1, 10_000)),
};
