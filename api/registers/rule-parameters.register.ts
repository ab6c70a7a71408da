import { policies } from '../../rules/policy/policies.js';
import type { Register } from './define-register.js';

/** 规则参数: every figure with unit, source and days, whether a jurist has confirmed it, and what was changed. */
export const ruleParametersRegister: Register = {
  name: 'rule-parameters',
  title: '规则参数',
  purpose: '全部规则参数：数值、单位、依据、有效期；未经法务核对原文的逐项标明，使用时须注意。',
  clauses: ['R-15', 'R-16', 'SD10'],
  read: 'read-case',
  columns: [
    { key: 'label', label: '参数' },
    { key: 'value', label: '现行数值', numeric: true },
    { key: 'unit', label: '单位' },
    { key: 'basis', label: '依据' },
    { key: 'checked', label: '核对' },
    { key: 'valid_from', label: '有效自' },
    { key: 'valid_to', label: '有效至' },
    { key: 'changed_by', label: '可由谁变更' },
    { key: 'for_projects', label: '另有规定的项目' },
    { key: 'version', label: '版本' },
  ],
  filters: [
    {
      key: 'checked',
      label: '核对',
      options: [
        { value: '已核对', label: '已核对' },
        { value: '未经核对', label: '未经核对' },
      ],
    },
    { key: 'version', label: '版本', options: policies.map(({ version }) => ({ value: version, label: version })) },
  ],
  rows: `SELECT md5(parameter.version || parameter.name)::uuid AS id, parameter.name, parameter.label,
      coalesce(nullif(coalesce(change.value, parameter.value), ''), '各项目自定') AS value, parameter.unit,
      coalesce(change.legal_source, parameter.basis) AS basis,
      CASE WHEN coalesce(change.confirmed, parameter.confirmed) THEN '已核对' ELSE '未经核对' END AS checked,
      coalesce(change.valid_from, parameter.valid_from)::text AS valid_from,
      coalesce(parameter.valid_to::text, '未定') AS valid_to,
      CASE parameter.changed_by WHEN 'law' THEN '仅法规' WHEN 'district' THEN '全区' ELSE '全区或项目' END
        || CASE parameter.direction WHEN 'up' THEN '，只升不降' WHEN 'down' THEN '，只降不升' ELSE '' END AS changed_by,
      (SELECT string_agg(project.code || '：' || own.value || '（' || own.valid_from || ' 起）', '；' ORDER BY own.number)
        FROM rule_change_in_force own JOIN project ON project.id = own.project_id
        WHERE own.parameter = parameter.name AND project.policy_version = parameter.version) AS for_projects,
      parameter.version, NULL::uuid AS project_id, 'standing' AS state, false AS overdue, '{}'::text[] AS next
    FROM rule_parameter parameter
    LEFT JOIN LATERAL (SELECT * FROM rule_change_in_force known WHERE known.parameter = parameter.name
      AND known.project_id IS NULL AND known.valid_from <= app_today() AND parameter.valid_to IS NULL
      ORDER BY known.valid_from DESC, known.number DESC LIMIT 1) change ON true`,
  sort: 'version DESC, name',
  entries: [],
};
