import { byLaw, byProject, known, proposed } from '../parameter.js';

/** Disbursement. */
export const payment202107 = {
  reviewLevels: known(4, '内部审核级数', '级', 'R-59', byLaw),
  dueDays: proposed(30, '付款期限', '日', 'R-57'),
  /** How many days before the due date the list is prepared. */
  prepareDaysBefore: proposed(10, '付款到期前编制清单', '日', 'R-58', byProject),
};
