import { z } from 'zod';
import { BusinessError } from '../../db/errors.js';
import { storeDeliveries, undeliveredReports } from '../../db/repositories/appraisal-steps.repository.js';
import { DELIVERY_COLUMNS, readDeliveries } from '../../rules/appraisal/delivery-file.js';
import { cellsOfDocument } from '../appraisal-file.js';
import { defineEntry } from './define-entry.js';
import { document } from './fields.js';

/** 送达评估报告: after the hand-down the firm brings each household its report; as many rows as were delivered. */
export const deliverReportsEntry = defineEntry({
  act: 'deliver-reports',
  fields: z.object({
    deliveries: document({ title: '送达清单', hint: `CSV（UTF-8），列：${DELIVERY_COLUMNS.join('、')}` }),
  }),
  // Every file tells of other households: an earlier one stays.
  replaces: 'task',
  worksheet: async (tx, { id: trackId }) => {
    const waiting = await undeliveredReports(tx, trackId);
    return { columns: DELIVERY_COLUMNS, rows: waiting.map(({ householdNumber }) => [householdNumber, '', '']) };
  },
  store: async (tx, { entryId, taskCase }, { deliveries }) => {
    const waiting = await undeliveredReports(tx, taskCase.id);
    const { lines, findings } = readDeliveries(await cellsOfDocument(tx, deliveries), waiting, await tx.today());
    if (findings.length > 0) throw new BusinessError(findings);
    await storeDeliveries(tx, entryId, lines);
  },
});
