import { z } from 'zod';
import { BusinessError } from '../../db/errors.js';
import {
  enforceability,
  getDecision,
  policyOfDecision,
} from '../../db/repositories/compensation-decisions.repository.js';
import { storeRemedies } from '../../db/repositories/decision-facts.repository.js';
import { checkRemedyDates } from '../../rules/expropriation/confirm-remedies.js';
import { defineEntry } from './define-entry.js';
import { date, yesNo } from './fields.js';

/** 核对救济与履行: review, suit and moving, as far as they have come (征收与补偿条例 art 26, 28). */
export const confirmRemediesEntry = defineEntry({
  act: 'confirm-remedies',
  fields: z.object({
    reviewFiledOn: date({ title: '申请复议日期' }).optional(),
    reviewResultServedOn: date({ title: '复议决定送达日期' }).optional(),
    suitFiledOn: date({ title: '提起诉讼日期' }).optional(),
    judgedOn: date({ title: '判决生效日期' }).optional(),
    annulled: yesNo({ title: '补偿决定被撤销' }),
    movedOut: yesNo({ title: '该户已搬迁' }),
  }),
  store: async (tx, { entryId, taskCase }, values) => {
    const decision = await getDecision(tx, taskCase.id);
    const facts = {
      reviewFiledOn: values.reviewFiledOn ?? null,
      reviewResultServedOn: values.reviewResultServedOn ?? null,
      suitFiledOn: values.suitFiledOn ?? null,
      judgedOn: values.judgedOn ?? null,
      annulled: values.annulled,
      movedOut: values.movedOut,
    };
    const { servedOn } = await enforceability(tx, decision);
    const checked = checkRemedyDates(facts, servedOn, await tx.today(), await policyOfDecision(tx, decision));
    if (!checked.passed) throw new BusinessError(checked.findings);
    await storeRemedies(tx, { entryId, decisionId: taskCase.id }, facts);
  },
});
