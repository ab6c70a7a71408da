import { z } from 'zod';
import { storeHandover } from '../../db/repositories/audits.repository.js';
import { archiveListOf } from '../../db/repositories/closing.repository.js';
import { defineEntry } from './define-entry.js';
import { text } from './fields.js';

/** 移交项目档案: who took the files over, under which number, by which list. */
export const handOverFilesEntry = defineEntry({
  act: 'hand-over-files',
  fields: z.object({
    receiver: text({ title: '接收单位' }, 80),
    accession: text({ title: '移交编号' }, 60),
    listHash: text({ title: '移交清单摘要', hint: '与所移交的清单逐字核对' }, 64),
  }),
  suggest: async (tx, { id }) => {
    const list = await archiveListOf(tx, id);
    return list === undefined ? {} : { listHash: list.contentHash };
  },
  store: (tx, { entryId, taskCase }, values) => storeHandover(tx, { entryId, projectId: taskCase.id }, values),
});
