import { z } from 'zod';
import { BusinessError } from '../../db/errors.js';
import { storeHandoverDate } from '../../db/repositories/move-out.repository.js';
import { handoverDateFindings } from '../../rules/move-out/handover.js';
import { defineEntry } from './define-entry.js';
import { date, text } from './fields.js';

/** 约定交房日期: the day on which the household hands over the house, and with whom it was agreed. */
export const agreeHandoverEntry = defineEntry({
  act: 'agree-handover',
  fields: z.object({
    handoverOn: date({ title: '交房日期', hint: '与户商定；补偿款已付清' }),
    agreedWith: text({ title: '与何人商定', hint: '户内何人、以何种方式' }, 100),
  }),
  store: async (tx, { entryId, taskCase }, values) => {
    const findings = handoverDateFindings(values.handoverOn, await tx.today());
    if (findings.length > 0) throw new BusinessError(findings);
    await storeHandoverDate(tx, { entryId, householdId: taskCase.id }, values);
  },
});
