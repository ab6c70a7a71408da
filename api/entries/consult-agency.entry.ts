import { z } from 'zod';
import { numbersIn, storeConsultation } from '../../db/repositories/consultation.repository.js';
import { candidatesOf } from '../../db/repositories/agency-candidates.repository.js';
import { refusal } from '../../db/errors.js';
import { defineEntry } from './define-entry.js';
import { document, longText, organisation } from './fields.js';

/** 登记协商结果: the agency that every certificate named, with the numbers and the signed paper; or none. */
export const consultAgencyEntry = defineEntry({
  act: 'consult-agency',
  fields: z.object({
    agency: organisation({ title: '一致选定的机构', hint: '未协商一致的不填' }, ['appraisal-agency']).optional(),
    certificates: longText(
      { title: '同意的户编号', hint: '可粘贴，用换行、逗号或空格分开；协商一致须包括范围内每一证' },
      200_000,
    ).optional(),
    paper: document({ title: '签字的协商书', hint: '协商一致的必附' }).optional(),
  }),
  store: async (tx, { entryId, taskCase }, { agency, certificates, paper }) => {
    if (agency !== undefined) {
      const candidates = await candidatesOf(tx, taskCase.id);
      if (!candidates.some(({ agencyId }) => agencyId === agency)) {
        throw refusal('CANDIDATE_UNKNOWN', '所选机构不在入围名单中，请重新选择', 'R-20', 'agency');
      }
      if (paper === undefined) throw refusal('PAPER_MISSING', '协商一致须附签字的协商书', 'R-20', 'paper');
    }
    await storeConsultation(
      tx,
      { entryId, trackId: taskCase.id },
      {
        agencyId: agency ?? null,
        certificates: numbersIn(certificates ?? '').length,
        paperDocumentId: paper ?? null,
      },
    );
  },
});
