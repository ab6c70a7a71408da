import { z } from 'zod';
import { refusal } from '../../db/errors.js';
import { storeHearing } from '../../db/repositories/plan-opinions.repository.js';
import { defineEntry } from './define-entry.js';
import { date, document, integer, longText, text } from './fields.js';

/** 组织听证 (征收与补偿条例 art 11): the hearing with owners and public, after which the plan is revised. */
export const holdHearingEntry = defineEntry({
  act: 'hold-hearing',
  fields: z.object({
    heldOn: date({ title: '听证日' }),
    place: text({ title: '地点' }, 100),
    attendees: integer({ title: '到会人数', unit: '人', hint: '被征收人和公众代表' }, 1, 10_000),
    summary: longText({ title: '听证要点' }, 2000),
    paper: document({ title: '听证笔录' }).optional(),
  }),
  store: async (tx, { entryId, taskCase }, { heldOn, place, attendees, summary }) => {
    if (heldOn > (await tx.today())) {
      throw refusal('FIELD_OUT_OF_RANGE', '听证会尚未召开，请在召开后填写', '征收与补偿条例第11条', 'heldOn');
    }
    await storeHearing(tx, { entryId, trackId: taskCase.id }, { heldOn, place, attendees, summary });
  },
});
