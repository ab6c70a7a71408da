import type { Register } from './define-register.js';

/** 文件依据: the texts that the rules rest on, with their days; what has lapsed or is not confirmed stands out. */
export const legalTextsRegister: Register = {
  name: 'legal-texts',
  title: '文件依据',
  purpose: '规则所依据的法规和文件、有效期和核对情况；已失效或未经核对的逐件标明。',
  clauses: ['R-15', 'R-16'],
  read: 'read-case',
  columns: [
    { key: 'number', label: '文号' },
    { key: 'title', label: '名称' },
    { key: 'valid_from', label: '有效自' },
    { key: 'valid_to', label: '有效至' },
    { key: 'standing', label: '效力' },
    { key: 'checked', label: '核对' },
    { key: 'used', label: '引用的参数', numeric: true },
  ],
  filters: [
    {
      key: 'standing',
      label: '效力',
      options: ['现行', '已失效'].map((label) => ({ value: label, label })),
    },
    {
      key: 'checked',
      label: '核对',
      options: ['已核对', '未经核对'].map((label) => ({ value: label, label })),
    },
  ],
  rows: `SELECT md5(number)::uuid AS id, number, title, valid_from::text AS valid_from,
      coalesce(valid_to::text, '未定') AS valid_to,
      CASE WHEN valid_to < app_today() THEN '已失效' ELSE '现行' END AS standing,
      CASE WHEN confirmed THEN '已核对' ELSE '未经核对' END AS checked,
      (SELECT count(*)::text FROM rule_parameter WHERE valid_to IS NULL
        AND (basis LIKE '%' || number || '%' OR basis LIKE '%' || title || '%')) AS used,
      NULL::uuid AS project_id, 'standing' AS state, coalesce(valid_to < app_today(), false) AS overdue,
      '{}'::text[] AS next
    FROM legal_text`,
  sort: 'number',
  entries: [],
};
