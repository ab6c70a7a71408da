import { z } from 'zod';
import { storeApplication, storePapers } from '../../db/repositories/decision-facts.repository.js';
import { courtPaperLabels } from '../../rules/expropriation/enforcement.js';
import { reservedFor } from '../../db/repositories/decision-funds.repository.js';
import { onePerPaper, paperTerms } from './decision-papers.js';
import { defineEntry } from './define-entry.js';
import { choice, document, rows, text } from './fields.js';

const papers = paperTerms(courtPaperLabels);

/** 申请法院强制执行 (法释〔2012〕4号 art 2): the papers; what lies ready in the special account nobody types. */
export const applyToCourtEntry = defineEntry({
  act: 'apply-to-court',
  fields: z.object({
    court: text({ title: '受理法院' }, 80),
    houseProvided: text({ title: '已提供的房屋', hint: '选择产权调换或已提供周转用房的填写' }, 200).optional(),
    papers: rows(
      { title: '申请材料' },
      { paper: choice({ title: '材料' }, papers), reference: text({ title: '文号或所在' }, 120) },
      1,
      20,
    ),
    file: document({ title: '申请文件' }).optional(),
  }),
  store: async (tx, { entryId, taskCase }, values) => {
    await storeApplication(
      tx,
      { entryId, decisionId: taskCase.id },
      {
        court: values.court,
        depositedFen: await reservedFor(tx, taskCase.id),
        houseProvided: values.houseProvided ?? null,
      },
    );
    await storePapers(tx, entryId, onePerPaper(values.papers));
  },
});
