import { byDistrict, calendarDays, onlyUp, proposed } from '../parameter.js';

/** Joint meetings of the departments (会商、例会). */
export const meeting202107 = {
  interval: proposed(calendarDays(14), '例会间隔', '日', 'R-28', byDistrict),
  minLeaders: proposed(3, '事务所重大事项集体决策最少人数', '人', 'R-67', onlyUp),
  minBodies: proposed(2, '会商最少单位数', '个', 'R-27', byDistrict),
};
