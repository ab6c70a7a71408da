import { z } from 'zod';
import {
  appraisedHouseholds,
  preliminaryPrices,
  storePreliminary,
  storeReports,
} from '../../db/repositories/appraisals.repository.js';
import { PRELIMINARY_COLUMNS, REPORT_COLUMNS } from '../../rules/appraisal/report-file.js';
import { appraisalLines } from '../appraisal-file.js';
import { defineEntry } from './define-entry.js';
import type { Transaction } from '../../db/transaction.js';
import type { TaskCase } from '../../rules/task-case.js';
import { areaFactor, formatSqm, formatYuan, multiplyHalfUp } from '../../rules/units.js';
import type { Worksheet } from './define-entry.js';
import { document } from './fields.js';

/** Every household with its frozen area; prices as they were displayed, where they were. */
const worksheetOf =
  (columns: readonly string[]) =>
  async (tx: Transaction, { id: trackId }: TaskCase): Promise<Worksheet> => {
    const prices = await preliminaryPrices(tx, trackId);
    const rows = (await appraisedHouseholds(tx, trackId)).map(({ id, number, areaHundredths }) => {
      const price = prices.get(id);
      const value = price === undefined ? '' : formatYuan(multiplyHalfUp(price, areaFactor(areaHundredths)));
      const known = [number, formatSqm(areaHundredths), price === undefined ? '' : formatYuan(price), value];
      return columns.map((_, index) => known[index] ?? '');
    });
    return { columns, rows };
  };

/** 初步评估结果: a CSV file with one row for each household that the agency visited (办法 art 12, 16). */
export const enterPreliminaryResultsEntry = defineEntry({
  act: 'enter-preliminary-results',
  fields: z.object({
    results: document({ title: '初步评估结果', hint: `CSV（UTF-8），列：${PRELIMINARY_COLUMNS.join('、')}` }),
  }),
  worksheet: worksheetOf(PRELIMINARY_COLUMNS),
  store: async (tx, { entryId, taskCase, personId }, { results }) => {
    const lines = await appraisalLines(tx, taskCase.id, results, PRELIMINARY_COLUMNS);
    await storePreliminary(tx, { entryId, trackId: taskCase.id, valuerId: personId }, lines);
  },
});

/** 分户评估报告: a CSV file with one row for each report, signed by two valuers and sealed, with the hash of its paper (art 17). */
export const issueFinalReportsEntry = defineEntry({
  act: 'issue-final-reports',
  fields: z.object({
    results: document({ title: '分户评估报告清单', hint: `CSV（UTF-8），列：${REPORT_COLUMNS.join('、')}` }),
  }),
  worksheet: worksheetOf(REPORT_COLUMNS),
  store: async (tx, { entryId, taskCase, personId }, { results }) => {
    const lines = await appraisalLines(tx, taskCase.id, results, REPORT_COLUMNS);
    await storeReports(tx, { entryId, trackId: taskCase.id, valuerId: personId }, lines);
  },
});
