import { z } from 'zod';
import { refusal } from '../../db/errors.js';
import { storeLandApproval } from '../../db/repositories/expropriation-facts.repository.js';
import { defineEntry } from './define-entry.js';
import { date, text } from './fields.js';

/** 登记土地征收批准 (土地管理法 art 46): collective land is taken only when the authority above has approved it. */
export const recordLandApprovalEntry = defineEntry({
  act: 'record-land-approval',
  fields: z.object({
    number: text({ title: '批准文号' }, 80),
    authority: text({ title: '批准机关' }, 80),
    approvedOn: date({ title: '批准日期' }),
    receivedOn: date({ title: '收到日期', hint: '收到后15个工作日内公告' }),
  }),
  store: async (tx, { entryId, taskCase }, values) => {
    const today = await tx.today();
    if (values.receivedOn < values.approvedOn || values.receivedOn > today) {
      const message = '收到日期须在批准之后、今日之前，请改正';
      throw refusal('FIELD_OUT_OF_RANGE', message, '土地管理法第46条', 'receivedOn');
    }
    await storeLandApproval(tx, { entryId, trackId: taskCase.id }, values);
  },
});
