import { z } from 'zod';
import { openPointsBefore, storeRiskPoints } from '../../db/repositories/review-facts.repository.js';
import type { Role } from '../../rules/acts.js';
import { riskStratumLabels } from '../../rules/supervision/risk-stratum.js';
import { term } from '../../rules/vocabulary/term.js';
import { defineEntry } from './define-entry.js';
import { account, choice, date, rows, text, yesNo } from './fields.js';

/** Posts of a firm that may answer for a control measure. */
const OWNERS: readonly Role[] = [
  'project-supervisor',
  'supervision-department',
  'approver',
  'seal-keeper',
  'finance-head',
  'general-manager',
];

const LEVELS = {
  low: term(riskStratumLabels.low, '按低风险比例抽查', 'R-76'),
  middle: term(riskStratumLabels.middle, '按中风险比例抽查', 'R-76'),
  high: term(riskStratumLabels.high, '按高风险比例抽查', 'R-76'),
} as const;

/** 排查廉洁风险点: each with its law or policy, level, control measure, owner and next review; open ones carried over. */
export const reviewRiskPointsEntry = defineEntry({
  act: 'review-risk-points',
  fields: z.object({
    points: rows(
      { title: '风险点', hint: '上次未了结的已列出，不得删去' },
      {
        point: text({ title: '风险点' }, 200),
        basis: text({ title: '依据的法律或政策' }, 120),
        level: choice({ title: '等级', hint: '与抽查分层相同' }, LEVELS),
        measure: text({ title: '防控措施' }, 300),
        owner: account({ title: '责任人' }, OWNERS),
        reviewOn: date({ title: '复查日' }),
        closed: yesNo({ title: '已了结' }),
      },
      1,
      60,
    ),
  }),
  suggest: async (tx, { id }) => {
    const before = await openPointsBefore(tx, id);
    if (before.length === 0) return {};
    return { points: before.map(({ ownerId, ...point }) => ({ ...point, owner: ownerId })) };
  },
  store: (tx, { entryId, taskCase }, { points }) =>
    storeRiskPoints(
      tx,
      { entryId, reviewId: taskCase.id },
      points.map(({ owner, ...point }) => ({ ...point, ownerId: owner })),
    ),
});
