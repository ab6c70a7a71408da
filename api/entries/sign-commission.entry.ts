import { z } from 'zod';
import { organisationOf } from '../../db/repositories/accounts.repository.js';
import { BusinessError, refusal } from '../../db/errors.js';
import { storeCommission } from '../../db/repositories/launch.repository.js';
import { registeredProject } from '../../db/repositories/projects.repository.js';
import { checkCommissionTerm } from '../../rules/launch/check-commission.js';
import { defineEntry } from './define-entry.js';
import { date, document, organisation, text } from './fields.js';

/** 签订委托合同 with the firm of the project: its town orders, the department is the principal in law; both are stored. */
export const signCommissionEntry = defineEntry({
  act: 'sign-commission',
  fields: z.object({
    number: text({ title: '合同编号' }, 60),
    principal: organisation({ title: '委托人（征收部门）', hint: '对受托单位的行为承担法律责任的部门' }, [
      'housing-bureau',
      'planning-bureau',
    ]),
    validFrom: date({ title: '合同起始日' }),
    validTo: date({ title: '合同终止日', hint: '不填：至项目结束' }).optional(),
    contract: document({ title: '合同文本' }).optional(),
  }),
  suggest: async (tx, { id }) => {
    const { registeredOn } = await registeredProject(tx, id);
    return { validFrom: registeredOn };
  },
  store: async (tx, { entryId, taskCase, personId }, values) => {
    const { townOrganisationId, firmOrganisationId } = await registeredProject(tx, taskCase.id);
    const own = await organisationOf(tx, personId);
    if (own?.id !== townOrganisationId) {
      throw refusal('ORGANISATION_EXCLUDED', '只有本项目的实施街镇可以委托事务所，请由该街镇办理', 'R-9、R-10');
    }
    const validTo = values.validTo ?? null;
    const findings = checkCommissionTerm(values.validFrom, validTo);
    if (findings.length > 0) throw new BusinessError(findings);
    await storeCommission(
      tx,
      { entryId, projectId: taskCase.id },
      {
        number: values.number,
        firmOrganisationId,
        principalOrganisationId: values.principal,
        ordererOrganisationId: townOrganisationId,
        validFrom: values.validFrom,
        validTo,
        contractDocumentId: values.contract ?? null,
      },
    );
  },
});
