import { z } from 'zod';
import { storeAssessment } from '../../db/repositories/staff-members.repository.js';
import { defineEntry } from './define-entry.js';
import { longText, yesNo } from './fields.js';

/** 评估职业道德: comes before everything else; whether the register of punishments was asked. */
export const assessEthicsEntry = defineEntry({
  act: 'assess-ethics',
  fields: z.object({
    basis: longText({ title: '评估情况', hint: '谈话、走访、原单位评价等' }, 1000),
    recordChecked: yesNo({ title: '已查询惩戒与禁入记录' }),
  }),
  store: (tx, { entryId, taskCase }, values) =>
    storeAssessment(tx, { entryId, staffMemberId: taskCase.id }, { kind: 'ethics', ...values }),
});
