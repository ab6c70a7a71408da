import { z } from 'zod';
import { storeHandoverRecord } from '../../db/repositories/move-out.repository.js';
import { defineEntry } from './define-entry.js';
import { document, integer, text, yesNo } from './fields.js';

/** 查验交房: what this officer found; the other officer's record is not shown, so that two looks are two. */
export const recordHandoverEntry = defineEntry({
  act: 'record-handover',
  replaces: 'task',
  fields: z.object({
    keys: integer({ title: '收到钥匙', unit: '把' }, 0, 99),
    water: text({ title: '水表读数', hint: '没有此表填“无”' }, 20),
    electricity: text({ title: '电表读数', hint: '没有此表填“无”' }, 20),
    gas: text({ title: '燃气表读数', hint: '没有此表填“无”' }, 20),
    vacated: yesNo({ title: '房屋是否已腾空' }),
    photo: document({ title: '现场照片或交接单' }).optional(),
  }),
  store: (tx, { entryId, taskCase, personId }, { photo, ...found }) =>
    storeHandoverRecord(
      tx,
      { entryId, householdId: taskCase.id },
      { ...found, officerId: personId, documentId: photo ?? null },
    ),
});
