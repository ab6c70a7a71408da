import { z } from 'zod';
import { storeAssessment } from '../../db/repositories/staff-members.repository.js';
import { defineEntry } from './define-entry.js';
import { longText } from './fields.js';

/** 评估业务能力: by the project supervisor, after the ethics. */
export const assessAbilityEntry = defineEntry({
  act: 'assess-ability',
  fields: z.object({ basis: longText({ title: '评估情况', hint: '面试、试讲、政策测试等' }, 1000) }),
  store: (tx, { entryId, taskCase }, { basis }) =>
    storeAssessment(tx, { entryId, staffMemberId: taskCase.id }, { kind: 'ability', basis, recordChecked: false }),
});
