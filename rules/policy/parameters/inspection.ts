import { byDistrict, calendarDays, onlyUp, proposed } from '../parameter.js';

/** Inspections of project bases, findings and their cure. */
export const inspection202107 = {
  periodic: proposed(calendarDays(30), '定期检查间隔', '日', 'R-70', byDistrict),
  /** How many days before it falls due a periodic inspection is opened. */
  planAheadDays: proposed(7, '定期检查提前排定', '日', 'R-70', byDistrict),
  stage: proposed(calendarDays(10), '事前、事中、事后检查期限', '日', 'R-71', byDistrict),
  /** Until when every party of a random draw has committed and revealed its number. */
  sampleSeed: proposed(calendarDays(3), '抽查各方承诺并公开的期限', '日', 'R-70', byDistrict),
  /** Random share of the cases of each risk stratum. */
  lowRiskShareBp: proposed(500, '低风险抽查比例', '万分比', 'R-70', onlyUp),
  middleRiskShareBp: proposed(1_000, '中风险抽查比例', '万分比', 'R-70', onlyUp),
  highRiskShareBp: proposed(2_000, '高风险抽查比例', '万分比', 'R-70', onlyUp),
  rectifyMinor: proposed(calendarDays(15), '一般问题整改期限', '日', 'R-53', byDistrict),
  rectifySerious: proposed(calendarDays(5), '严重问题整改期限', '日', 'R-53', byDistrict),
  recheck: proposed(calendarDays(5), '整改复查期限', '日', 'R-53', byDistrict),
  deadlineAhead: proposed(calendarDays(7), '期限将到提醒', '日', 'R-53', byDistrict),
  textExpiry: proposed(calendarDays(90), '文件到期提醒', '日', 'R-16', byDistrict),
};
