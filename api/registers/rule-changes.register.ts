import { z } from 'zod';
import { changeFindings, storeProposal } from '../../db/repositories/rule-changes.repository.js';
import { parametersOf, policies } from '../../rules/policy/policies.js';
import { term } from '../../rules/vocabulary/term.js';
import { choice, date, project, text, yesNo } from '../entries/fields.js';
import { defineRegisterEntry, optionsOf, wordsInSql } from './define-register.js';
import type { Register } from './define-register.js';
import { openedBy } from './register-sql.js';
import { refuseWhere } from './refuse-where.js';

/** Figures that may be changed by somebody; the others only by a new text of law. */
const changeable = Object.fromEntries(
  policies
    .flatMap((policy) => parametersOf(policy))
    .filter(({ change }) => change.by !== 'law')
    .map(({ name, label, unit, basis }) => [name, term(`${label}（${unit}）`, name, basis)]),
);

/** 参数变更 (SD10): who proposed which figure on which ground, who approved it, from which day it counts, for whom. */
export const ruleChangesRegister: Register = {
  name: 'rule-changes',
  title: '参数变更',
  purpose: '规则参数的变更：一人提出、另一人批准，写明依据和生效日；签约期内不变更，法定下限不放宽。',
  clauses: ['R-15', 'R-16', 'R-26', 'SD10'],
  read: 'read-case',
  columns: [
    { key: 'label', label: '参数' },
    { key: 'value', label: '新数值' },
    { key: 'legal_source', label: '依据' },
    { key: 'checked', label: '法务核对' },
    { key: 'valid_from', label: '生效日' },
    { key: 'scope', label: '适用' },
    { key: 'proposed_by', label: '提出人' },
    { key: 'approved_by', label: '批准人' },
    { key: 'result', label: '结果' },
  ],
  filters: [
    { key: 'parameter', label: '参数', options: optionsOf(changeable) },
    {
      key: 'result',
      label: '结果',
      options: ['待批准', '不予批准', '已批准', '已过期未生效'].map((label) => ({ value: label, label })),
    },
  ],
  rows: `SELECT opened.row_id AS id, opened.seq AS opened_seq, proposal.parameter,
      ${wordsInSql('proposal.parameter', changeable)} AS label, proposal.value, proposal.legal_source,
      CASE WHEN proposal.confirmed THEN '已核对' ELSE '未经核对' END AS checked, proposal.valid_from::text AS valid_from,
      coalesce(project.code || ' ' || project.name, '生效日起登记的全部项目') AS scope, opened.person AS proposed_by,
      judge.display_name AS approved_by,
      CASE WHEN judged.verdict = 'refused' THEN '不予批准' WHEN change.entry_id IS NOT NULL THEN '已批准'
        WHEN judged.verdict = 'approved' THEN '已过期未生效' ELSE '待批准' END AS result, proposal.project_id,
      CASE WHEN judged.verdict IS NULL THEN 'open' ELSE 'closed' END AS state, false AS overdue, '{}'::text[] AS next
    FROM ${openedBy('rule_change_proposal', 'proposal')}
    LEFT JOIN rule_change change ON change.entry_id = opened.id
    LEFT JOIN case_act judged ON judged.case_id = opened.row_id AND judged.act = 'approve-rule-change'
      AND judged.withdrawn_at IS NULL
    LEFT JOIN account judge ON judge.id = judged.person_id LEFT JOIN project ON project.id = proposal.project_id`,
  sort: 'opened_seq DESC',
  entries: [
    defineRegisterEntry({
      act: 'propose-rule-change',
      opens: true,
      fields: z.object({
        parameter: choice({ title: '参数' }, changeable),
        value: text({ title: '新数值', hint: '按参数的原单位填写整数；是否类填 true 或 false，系数填 77/50' }, 40),
        legalSource: text({ title: '依据', hint: '文件名称和条款' }),
        confirmed: yesNo({ title: '是否经法务核对原文' }),
        validFrom: date({ title: '生效日', hint: '须在今天以后' }),
        project: project({ title: '适用项目', hint: '不填：生效日起登记的全部项目' }).optional(),
      }),
      store: async (tx, { entryId, rowId, personId, corrected }, { project: projectId, ...values }) => {
        const proposed = { ...values, projectId: projectId ?? null };
        refuseWhere(await changeFindings(tx, proposed, personId, null));
        await storeProposal(tx, { entryId, rowId }, proposed, corrected);
      },
    }),
  ],
};
