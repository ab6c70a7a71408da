import { z } from 'zod';
import { BusinessError } from '../../db/errors.js';
import { getHousehold } from '../../db/repositories/households.repository.js';
import { storeRightEnded } from '../../db/repositories/move-out.repository.js';
import { deregistrationFindings, endedRightTerms } from '../../rules/move-out/handover.js';
import { defineEntry } from './define-entry.js';
import { choice, date, document, text } from './fields.js';

/** 注销权利凭证: the certificate that was cancelled or the tenancy voucher that was taken back, by the tenure of the house. */
export const deregisterRightsEntry = defineEntry({
  act: 'deregister-rights',
  fields: z.object({
    right: choice({ title: '权利凭证' }, endedRightTerms),
    paperNumber: text({ title: '凭证编号' }, 60),
    office: text({ title: '办理机构' }, 80),
    endedOn: date({ title: '注销（收回）日期' }),
    paper: document({ title: '注销证明' }).optional(),
  }),
  store: async (tx, { entryId, taskCase }, { paper, ...ended }) => {
    const { tenure } = await getHousehold(tx, taskCase.id);
    const findings = deregistrationFindings(ended.right, ended.endedOn, tenure, await tx.today());
    if (findings.length > 0) throw new BusinessError(findings);
    const documentId = paper ?? null;
    await storeRightEnded(tx, { entryId, householdId: taskCase.id }, { ...ended, documentId });
  },
});
