import { byLaw, calendarDays, known, months, proposed, workingDays } from '../parameter.js';

/** Expropriation decision, remedies against it and its enforcement. */
export const decision202107 = {
  /** From so many households on the government's executive meeting decides. */
  meetingHouseholds: proposed(50, '须经政府常务会议的户数', '户', '市政府令第71号第20条', byLaw),
  moveOut: known(calendarDays(15), '补偿决定规定的搬迁期限', '日', '征收与补偿条例第26条', byLaw),
  review: known(calendarDays(60), '申请行政复议期限', '日', '征收与补偿条例第14条'),
  suit: known(months(6), '提起行政诉讼期限', '月', '行政诉讼法第46条'),
  suitAfterReview: known(calendarDays(15), '复议后提起诉讼期限', '日', '行政诉讼法第45条'),
  demand: known(workingDays(10), '催告履行期限', '工作日', '行政强制法第54条、行政强制法第69条'),
  courtApply: known(months(3), '申请法院强制执行期限', '月', '法释〔2012〕4号第2条'),
};
