import { z } from 'zod';
import { reportedCompensation } from '../../db/repositories/decision-report.repository.js';
import { storePapers, storeReport } from '../../db/repositories/decision-facts.repository.js';
import { decisionPaperLabels, unclearOwnerPaperLabels } from '../../rules/expropriation/compensation-decision.js';
import { defineEntry } from './define-entry.js';
import { area, choice, document, longText, rows, text, yesNo, yuan } from './fields.js';
import { onePerPaper, paperTerms } from './decision-papers.js';

const papers = paperTerms({ ...decisionPaperLabels, ...unclearOwnerPaperLabels });

/**
 * 编制补偿决定报告 (沪府发〔2012〕73号 art 2): money by the rules alone (SD18), and an exchange house beside it; the
 * household chooses.
 */
export const prepareDecisionReportEntry = defineEntry({
  act: 'prepare-decision-report',
  fields: z.object({
    ownerUnclear: yesNo({ title: '权利人不明确' }),
    exchangeHouse: longText({ title: '产权调换房屋', hint: '地点、房号' }, 300),
    exchangeArea: area({ title: '产权调换房屋面积' }),
    exchangeValue: yuan({ title: '产权调换房屋价值', hint: '与货币补偿金额结算差价' }),
    temporaryHousing: text({ title: '周转用房' }, 200).optional(),
    papers: rows(
      { title: '报告材料' },
      { paper: choice({ title: '材料' }, papers), reference: text({ title: '文号或所在' }, 120) },
      1,
      20,
    ),
    file: document({ title: '材料文件' }).optional(),
  }),
  store: async (tx, { entryId, taskCase }, values) => {
    const { calculationId, amountFen } = await reportedCompensation(tx, taskCase.id);
    await storeReport(
      tx,
      { entryId, decisionId: taskCase.id },
      {
        calculationId,
        amountFen,
        ownerUnclear: values.ownerUnclear,
        exchangeHouse: values.exchangeHouse,
        exchangeAreaHundredths: values.exchangeArea,
        exchangeValueFen: values.exchangeValue,
        temporaryHousing: values.temporaryHousing ?? null,
      },
    );
    await storePapers(tx, entryId, onePerPaper(values.papers));
  },
});
