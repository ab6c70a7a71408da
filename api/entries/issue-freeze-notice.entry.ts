import { z } from 'zod';
import { BusinessError } from '../../db/errors.js';
import { storeFreezeNotice } from '../../db/repositories/launch.repository.js';
import { policyOfProject } from '../../db/repositories/policy-book.js';
import { registeredProject } from '../../db/repositories/projects.repository.js';
import { freezePeriod } from '../../rules/launch/freeze-period.js';
import { defineEntry } from './define-entry.js';
import { date, integer, longText, rows, text } from './fields.js';

/** 拟定暂停办理通知 (征收与补偿条例第16条): what may not be done within the scope, for how long, and who was told. */
export const issueFreezeNoticeEntry = defineEntry({
  act: 'issue-freeze-notice',
  fields: z.object({
    startsOn: date({ title: '起始日' }),
    months: integer({ title: '期限', unit: '个月', hint: '最长 12 个月' }, 1, 12),
    matters: longText({ title: '暂停办理的事项', hint: '新建、扩建、改建，改变用途，转让、分户等' }, 500),
    authorities: rows({ title: '书面通知的单位' }, { name: text({ title: '单位名称' }, 80) }, 1, 20),
  }),
  store: async (tx, { entryId, taskCase }, { startsOn, months, matters, authorities }) => {
    const project = await registeredProject(tx, taskCase.id);
    const period = freezePeriod(startsOn, months, await tx.today(), await policyOfProject(tx, project));
    if (!period.passed) throw new BusinessError(period.findings);
    const names = authorities.map(({ name }) => name);
    const notice = { startsOn, endsOn: period.value, matters, authorities: names };
    await storeFreezeNotice(tx, { entryId, projectId: taskCase.id }, notice);
  },
});
