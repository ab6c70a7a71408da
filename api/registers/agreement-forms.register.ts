import { agreementStatusTerms } from '../../rules/vocabulary/statuses.js';
import { optionsOf, wordsInSql } from './define-register.js';
import type { Register } from './define-register.js';

/** 协议文本编号: every numbered form that was ever made, what became of it, and where it stood when it became void. */
export const agreementFormsRegister: Register = {
  name: 'agreement-forms',
  title: '协议文本编号',
  purpose: '每一份生成过的协议文本都有编号，作废的也在册，写明作废时办到哪一步；编号不重用、不缺号。',
  clauses: ['R-46', 'R-47'],
  read: 'read-case',
  columns: [
    { key: 'project', label: '项目' },
    { key: 'number', label: '协议编号' },
    { key: 'day', label: '生成日期' },
    { key: 'status_label', label: '状态' },
    { key: 'void_day', label: '作废日期' },
    { key: 'stood_at', label: '作废时办到' },
    { key: 'content_hash', label: '文件摘要' },
  ],
  filters: [{ key: 'status', label: '状态', options: optionsOf(agreementStatusTerms) }],
  rows: `SELECT agreement.id, agreement.status, ${wordsInSql('agreement.status', agreementStatusTerms)} AS status_label,
      project.code || ' ' || project.name AS project, agreement.number, civil_day(prepared_at)::text AS day,
      civil_day(voided_at)::text AS void_day, ${wordsInSql('stood_at', agreementStatusTerms)} AS stood_at,
      left(content_hash, 16) AS content_hash, prepared_at AS at, project.id AS project_id, 'standing' AS state,
      false AS overdue, '{}'::text[] AS next
    FROM agreement JOIN household ON household.id = agreement.household_id JOIN project ON project.id = household.project_id
    LEFT JOIN agreement_void void ON void.agreement_id = agreement.id`,
  sort: 'at DESC, number DESC',
  entries: [],
};
