import { z } from 'zod';
import { BusinessError } from '../../db/errors.js';
import { earlierVoters, knownTies, panelPool, seatPanel } from '../../db/repositories/review-panel.repository.js';
import { policyOfReview } from '../../db/repositories/review-sittings.repository.js';
import { getReview } from '../../db/repositories/reviews.repository.js';
import { checkPanel } from '../../rules/panel/compose-panel.js';
import { defineEntry } from './define-entry.js';
import { account, rows } from './fields.js';

/** 组成评议小组 (R-30, SD7): an odd number of people of the pool, every category, nobody tied, nobody who judged before. */
export const composePanelEntry = defineEntry({
  act: 'compose-panel',
  fields: z.object({
    members: rows(
      { title: '评议人员', hint: '单数，代表委员、村居委、律师都要有；已声明回避的不得再列入' },
      { member: account({ title: '人员' }, ['panel-member']) },
      1,
      25,
    ),
  }),
  store: async (tx, { entryId, taskCase }, values) => {
    const review = await getReview(tx, taskCase.id);
    const memberIds = values.members.map(({ member }) => member);
    const decision = checkPanel(
      {
        householdId: review.householdId,
        on: await tx.today(),
        pool: await panelPool(tx),
        memberIds,
        relationships: await knownTies(tx, review.householdId),
        earlierMemberIds: await earlierVoters(tx, review.id, review.hearing),
      },
      await policyOfReview(tx, review),
    );
    if (!decision.passed)
      throw new BusinessError(decision.findings.map((finding) => ({ ...finding, field: 'members' })));
    await seatPanel(tx, { entryId, reviewId: review.id }, memberIds);
  },
});
