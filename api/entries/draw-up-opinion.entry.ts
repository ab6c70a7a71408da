import { z } from 'zod';
import { BusinessError, refusal } from '../../db/errors.js';
import { ballotsOf } from '../../db/repositories/review-panel.repository.js';
import { policyOfReview, sittingsOf, storeOpinion } from '../../db/repositories/review-sittings.repository.js';
import { getReview } from '../../db/repositories/reviews.repository.js';
import { checkOpinion } from '../../rules/panel/opinion.js';
import { publicTextFindings } from '../../rules/panel/special-problem.js';
import { defineEntry } from './define-entry.js';
import { longText } from './fields.js';

/**
 * 形成评议意见: the words of what the panel decided. Whether it is supported, and with which amount, follows from
 * the vote: a member signs the matter by voting on it, so nothing can be granted here that was not voted.
 */
export const drawUpOpinionEntry = defineEntry({
  act: 'draw-up-opinion',
  fields: z.object({
    opinion: longText({ title: '评议意见', hint: '将公示：不写病情、证件号、电话，不写个人如何表决' }, 1000),
    reasons: longText({ title: '评议理由', hint: '归纳到会人员的理由，存档不公示' }, 2000),
  }),
  store: async (tx, { entryId, taskCase }, { opinion, reasons }) => {
    const review = await getReview(tx, taskCase.id);
    const decided = (await sittingsOf(tx, review.id)).findLast(({ outcome }) => outcome !== null);
    if (decided?.hearing !== review.hearing) {
      throw refusal('NO_QUORUM', '本次评议还没有表决结果，不能形成意见', 'R-30');
    }
    const supported = decided.outcome === 'adopted';
    const voters = (await ballotsOf(tx, review.id, decided.sitting)).map(({ personId }) => personId);
    const { amountFen, planLimitFen } = review;
    const granted = supported && amountFen !== null && planLimitFen !== null ? { amountFen, planLimitFen } : null;
    const paper = { question: review.question, reasons, presentIds: voters, signedByIds: voters, granted };
    const decision = checkOpinion({ ...paper, changesStandard: false }, await policyOfReview(tx, review));
    const findings = [...publicTextFindings(opinion, 'opinion'), ...decision.findings];
    if (findings.length > 0) throw new BusinessError(findings);
    const { id: reviewId, hearing } = review;
    await storeOpinion(tx, {
      entryId,
      reviewId,
      hearing,
      supported,
      opinion,
      reasons,
      amountFen: granted?.amountFen ?? null,
    });
  },
});
