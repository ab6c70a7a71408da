import { z } from 'zod';
import { storeMeeting } from '../../db/repositories/expropriation-facts.repository.js';
import { defineEntry } from './define-entry.js';
import { date, integer, longText, text, yesNo } from './fields.js';

/** 政府常务会议讨论 (征收与补偿条例 art 12): where many households are concerned. */
export const holdExecutiveMeetingEntry = defineEntry({
  act: 'hold-executive-meeting',
  fields: z.object({
    heldOn: date({ title: '会议日期' }),
    minutesNumber: text({ title: '纪要文号' }, 80),
    present: integer({ title: '到会人数', unit: '人' }, 1, 100),
    agreed: yesNo({ title: '会议同意征收' }),
    opinion: longText({ title: '讨论意见' }, 4000),
  }),
  store: (tx, { entryId, taskCase }, values) => storeMeeting(tx, { entryId, trackId: taskCase.id }, values),
});
