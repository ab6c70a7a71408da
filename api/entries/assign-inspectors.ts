import { z } from 'zod';
import { BusinessError, refusal } from '../../db/errors.js';
import { organisationOf } from '../../db/repositories/accounts.repository.js';
import { baseStaffAmong, storeInspectors } from '../../db/repositories/inspection-facts.repository.js';
import { getInspection } from '../../db/repositories/inspections.repository.js';
import { policyOfDistrict } from '../../db/repositories/policy-book.js';
import type { ActName, Role } from '../../rules/acts.js';
import { checkInspectors } from '../../rules/supervision/inspection-due.js';
import { defineEntry } from './define-entry.js';
import type { Entry } from './define-entry.js';
import { account, rows } from './fields.js';

/** 指派检查人员: one or more of the side that inspects, none of whom works at the base (SD13). */
export const assignInspectorsEntry = (act: ActName, role: Role): Entry =>
  defineEntry({
    act,
    fields: z.object({
      inspectors: rows({ title: '检查人员' }, { person: account({ title: '姓名' }, [role]) }, 1, 6),
    }),
    store: async (tx, { entryId, taskCase, personId }, { inspectors }) => {
      const { projectId } = await getInspection(tx, taskCase.id);
      const persons = inspectors.map(({ person }) => person);
      if (new Set(persons).size < persons.length) {
        throw refusal('SAME_OFFICER_TWICE', '同一检查人员填写了两次，请删去重复的一行', 'R-70', 'inspectors');
      }
      const staff = await baseStaffAmong(tx, projectId, persons);
      const decision = checkInspectors(persons, staff, await policyOfDistrict(tx));
      if (!decision.passed) {
        throw new BusinessError(decision.findings.map((each) => ({ ...each, field: 'inspectors' })));
      }
      const own = await organisationOf(tx, personId);
      for (const person of persons) {
        if ((await organisationOf(tx, person))?.id === own?.id) continue;
        throw refusal('ORGANISATION_EXCLUDED', '只能指派本单位的检查人员，请重新选择', 'R-49', 'inspectors');
      }
      await storeInspectors(tx, { entryId, inspectionId: taskCase.id }, persons);
    },
  });
