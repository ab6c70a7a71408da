import { byDistrict, byLaw, known, onlyUp, proposed } from '../parameter.js';

/** Posts, certificates, training and pairs of the firms. */
export const staff202107 = {
  minPerContact: known(2, '每次接触最少持证人数', '人', 'R-42', byLaw),
  certificateValidMonths: known(12, '上岗证有效期', '月', '征收集体土地房屋补偿上岗证规定'),
  certificateReminderDays: proposed(60, '上岗证到期提醒', '日', 'SD16', byDistrict),
  firmMinCertified: known(20, '事务所最少持证人数', '人', '征收集体土地房屋补偿上岗证规定第8条'),
  trainingHoursPerYear: proposed(40, '每年培训学时', '学时', 'R-63', onlyUp),
  lawHoursPerYear: proposed(8, '每年法律与廉洁教育学时', '学时', 'R-65', onlyUp),
  /** From so many contacts on, one pair may not have more than the share beside it. */
  appraisalPassScore: proposed(60, '民主评议合格分', '分', 'R-75', byDistrict),
  /** With fewer ballots nothing can be said, and nobody stays anonymous. */
  appraisalMinBallots: proposed(5, '民主评议最少票数', '张', 'R-75', byDistrict),
  rotationFromContacts: proposed(10, '开始核查搭档轮换的接触次数', '次', 'R-75', byDistrict),
  rotationPairShareMaxBp: proposed(6_000, '固定搭档接触占比上限', '万分比', 'R-75', byDistrict),
};
