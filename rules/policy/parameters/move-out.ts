import { onlyUp, proposed } from '../parameter.js';

/** Leaving the house after payment: nobody is made to leave under an agreement, so these only set reminders and dates. */
export const moveOut202107 = {
  graceDays: proposed(15, '逾期搬迁后由街镇决定的宽限', '日', 'R-43', onlyUp),
};
