import { panelCategoryLabels } from '../../rules/panel/compose-panel.js';
import type { Register } from './define-register.js';

const CATEGORY = Object.entries(panelCategoryLabels)
  .map(([key, label]) => `WHEN '${key}' THEN '${label}'`)
  .join(' ');
const IN_POST = `EXISTS (SELECT FROM account_role held WHERE held.account_id = person.account_id AND active
  AND role = 'panel-member' AND app_today() BETWEEN valid_from AND coalesce(valid_to, 'infinity'))`;

/** 评议人员库: who may sit in a panel, from which body, how often seated, and for how many cases set aside. */
export const panelPoolRegister: Register = {
  name: 'panel-pool',
  title: '公信评议人员库',
  purpose: '可以参加公信评议的人员、身份和所在单位；入选与回避次数由办理记录自动计数，任何人不能填写。',
  clauses: ['R-30', 'R-31', 'SD7'],
  read: 'read-case',
  columns: [
    { key: 'person', label: '人员' },
    { key: 'organisation', label: '单位' },
    { key: 'category', label: '身份' },
    { key: 'entered_on', label: '入库日期' },
    { key: 'seated', label: '入选评议', numeric: true },
    { key: 'stood_aside', label: '其中回避', numeric: true },
    { key: 'held', label: '今日任职' },
  ],
  filters: [
    {
      key: 'category',
      label: '身份',
      options: Object.values(panelCategoryLabels).map((label) => ({ value: label, label })),
    },
  ],
  rows: `SELECT person.account_id AS id, display_name AS person, organisation.name AS organisation,
      CASE category ${CATEGORY} END AS category, (entered_at AT TIME ZONE 'Asia/Shanghai')::date::text AS entered_on,
      (SELECT count(*)::text FROM panel_now WHERE member_id = person.account_id) AS seated,
      (SELECT count(*)::text FROM panel_now WHERE member_id = person.account_id AND tie <> 'none') AS stood_aside,
      CASE WHEN ${IN_POST} THEN '在任' ELSE '不在任' END AS held, NULL::uuid AS project_id,
      'standing' AS state, false AS overdue, '{}'::text[] AS next
    FROM panel_person person JOIN account ON account.id = person.account_id
    JOIN organisation ON organisation.id = organisation_id`,
  sort: 'category, person',
  entries: [],
};
