import { ACT_NAMES, actOf } from '../../rules/acts.js';
import { FIRM_ROLES } from '../../rules/acts/firm.js';
import { term } from '../../rules/vocabulary/term.js';
import { wordsInSql } from './define-register.js';
import type { Register } from './define-register.js';

const firmPosts = `ARRAY[${FIRM_ROLES.map((role) => `'${role}'`).join(', ')}]`;
const acts = Object.fromEntries(ACT_NAMES.map((name) => [name, term(actOf(name).label, name, 'R-74')]));

/** 制度执行 (R-74): every attempt that the rules refused and every reminder of an overdue step, by unit; for all to see. */
export const ruleExecutionRegister: Register = {
  name: 'rule-execution',
  title: '制度执行',
  purpose: '被制度拦下的办理和超过时限的步骤，按单位公开；由台账自动汇总，任何人不能增删。',
  clauses: ['R-74', 'R-53'],
  read: 'read-case',
  columns: [
    { key: 'day', label: '日期' },
    { key: 'unit', label: '单位' },
    { key: 'kind', label: '情形' },
    { key: 'matter', label: '事项' },
    { key: 'clauses', label: '条款' },
  ],
  filters: [
    {
      key: 'kind',
      label: '情形',
      options: [
        { value: '办理被拒', label: '办理被拒' },
        { value: '超过时限', label: '超过时限' },
      ],
    },
  ],
  rows: `SELECT md5(case_id || ':' || seq)::uuid AS id, at, civil_day(at)::text AS day, organisation.name AS unit, '办理被拒' AS kind,
      ${wordsInSql("payload->>'act'", acts)} AS matter, array_to_string(clauses, '、') AS clauses, NULL::uuid AS project_id,
      'standing' AS state, false AS overdue, '{}'::text[] AS next
    FROM ledger_entry LEFT JOIN account ON account.id::text = actor
    LEFT JOIN organisation ON organisation.id = account.organisation_id WHERE ledger_entry.kind = 'act-refused'
    UNION ALL
    SELECT alarm.id, raised_at, civil_day(raised_at)::text, coalesce(own.name, CASE WHEN roles && ${firmPosts} THEN firm.name
      WHEN 'town-officer' = ANY (roles) THEN town.name END), '超过时限', alarm.text, 'R-53', alarm.project_id, 'standing',
      false, '{}'
    FROM alarm LEFT JOIN account ON account.id = alarm.person_id LEFT JOIN organisation own ON own.id = account.organisation_id
    LEFT JOIN project ON project.id = alarm.project_id LEFT JOIN organisation firm ON firm.id = firm_organisation_id
    LEFT JOIN organisation town ON town.id = town_organisation_id
    WHERE alarm.kind NOT IN ('deadline-near', 'text-expiring', 'certificate-expiring', 'outside-findings')`,
  sort: 'at DESC',
  entries: [],
};
