import { z } from 'zod';
import { policyOfDistrict } from '../../db/repositories/policy-book.js';
import { storeCertification } from '../../db/repositories/staff-members.repository.js';
import { certificateEnd } from '../../rules/staff/may-certify.js';
import { defineEntry } from './define-entry.js';
import { date, text, yesNo } from './fields.js';

/** 登记考试和上岗证 (SD16): the examination, and the certificate if it was passed; it lasts as long as one can last. */
export const certifyStaffEntry = defineEntry({
  act: 'certify-staff',
  fields: z.object({
    examOn: date({ title: '考试日期' }),
    examPassed: yesNo({ title: '考试合格' }),
    number: text({ title: '上岗证编号', hint: '合格时填写' }, 60).optional(),
    validFrom: date({ title: '上岗证起始日', hint: '合格时填写；有效期一年' }).optional(),
  }),
  store: async (tx, { entryId, taskCase }, { examOn, examPassed, number, validFrom }) => {
    const validTo = validFrom === undefined ? null : certificateEnd(validFrom, await policyOfDistrict(tx));
    await storeCertification(
      tx,
      { entryId, staffMemberId: taskCase.id },
      { examOn, examPassed, number: number ?? null, validFrom: validFrom ?? null, validTo },
    );
  },
});
