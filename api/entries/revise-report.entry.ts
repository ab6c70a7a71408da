import { z } from 'zod';
import { storeCorrection } from '../../db/repositories/report-objection-facts.repository.js';
import { refusal } from '../../db/errors.js';
import { defineEntry } from './define-entry.js';
import { integer, rows, text, yesNo, yuan } from './fields.js';

const HASH = /^[0-9a-f]{64}$/;

/** 更正报告 (办法 art 21, 26): area and value date stay; a new price, signed and sealed as the first report was. */
export const reviseReportEntry = defineEntry({
  act: 'revise-report',
  // A correction that was returned stays beside the next one; what counts is what the town approved.
  replaces: 'task',
  fields: z.object({
    unitPriceFen: yuan({ title: '更正后单价', unit: '元/平方米' }),
    number: text({ title: '报告编号' }, 60),
    valuers: rows({ title: '签字估价师' }, { name: text({ title: '姓名' }, 40) }, 1, 10),
    sealed: yesNo({ title: '机构已盖章' }),
    photos: integer({ title: '查勘照片数' }, 0, 1000),
    ownerSigned: yesNo({ title: '权利人签认查勘' }),
    paperHash: text({ title: '报告文件哈希', hint: 'SHA-256，64 位小写十六进制' }, 64),
  }),
  store: async (tx, { entryId, taskCase, personId }, { valuers, ...values }) => {
    if (!HASH.test(values.paperHash)) {
      throw refusal('FIELD_INVALID', '报告文件哈希须为 64 位小写十六进制，请重新填写', 'R-32', 'paperHash');
    }
    const corrected = { ...values, valuers: valuers.map(({ name }) => name) };
    await storeCorrection(tx, { entryId, reportId: taskCase.id, valuerId: personId }, corrected);
  },
});
