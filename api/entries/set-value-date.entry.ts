import { z } from 'zod';
import { storeValueDate } from '../../db/repositories/value-dates.repository.js';
import { defineEntry } from './define-entry.js';
import type { EntryContext } from './define-entry.js';
import { date, longText } from './fields.js';

const fields = z.object({
  valueDate: date({ title: '价值时点' }),
  ground: longText({ title: '依据', hint: '确定该日期的文件或决定' }, 500),
});

const store = (
  tx: Parameters<typeof storeValueDate>[0],
  { entryId, taskCase }: EntryContext,
  values: z.output<typeof fields>,
) => storeValueDate(tx, { entryId, trackId: taskCase.id, ...values });

/** 确定评估时点: in a negotiated track the town fixes it. */
export const setValueDateEntry = defineEntry({ act: 'set-value-date', fields, store });

/** 载明价值时点: the day of the decision notice, or on collective land the day the plan names; nobody chooses it. */
export const takeValueDateEntry = defineEntry({ act: 'take-value-date', fields, store });
