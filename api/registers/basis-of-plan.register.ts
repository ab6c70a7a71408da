import { z } from 'zod';
import { storeFact } from '../../db/repositories/store-fact.js';
import { term } from '../../rules/vocabulary/term.js';
import { choice, date, text } from '../entries/fields.js';
import { defineRegisterEntry, optionsOf, wordsInSql } from './define-register.js';
import type { Register } from './define-register.js';
import { openedBy } from './register-sql.js';

const KINDS = {
  opinion: term('征求意见', '向有关部门征求意见', 'R-3'),
  meeting: term('会议通过', '会议讨论通过', 'R-3'),
  issue: term('印发', '印发执行', 'R-3'),
};

/** 制度依据: whose opinion was sought, which meetings approved the plan, by whom it was issued. */
export const basisOfPlanRegister: Register = {
  name: 'basis-of-plan',
  title: '制度依据',
  purpose: '本方案征求意见、会议通过和印发的依据；以后修订的依据也登记在此。',
  clauses: ['R-3'],
  read: 'read-case',
  columns: [
    { key: 'kind_label', label: '类别' },
    { key: 'body', label: '部门或会议' },
    { key: 'held_on', label: '日期' },
    { key: 'result', label: '结果' },
    { key: 'paper', label: '文件' },
  ],
  filters: [{ key: 'kind', label: '类别', options: optionsOf(KINDS) }],
  rows: `SELECT opened.row_id AS id, opened.seq AS opened_seq, basis.kind, ${wordsInSql('basis.kind', KINDS)} AS kind_label,
      basis.body, basis.held_on::text AS held_on, basis.result, basis.paper, NULL::uuid AS project_id,
      'standing' AS state, false AS overdue, '{}'::text[] AS next
    FROM ${openedBy('plan_basis', 'basis')}`,
  sort: 'opened_seq',
  entries: [
    defineRegisterEntry({
      act: 'record-basis',
      opens: true,
      fields: z.object({
        kind: choice({ title: '类别' }, KINDS),
        body: text({ title: '部门或会议' }),
        heldOn: date({ title: '日期' }),
        result: text({ title: '结果' }),
        paper: text({ title: '文件' }),
      }),
      store: (tx, { entryId }, { kind, body, heldOn, result, paper }) =>
        storeFact(tx, 'plan_basis', { entry_id: entryId, kind, body, held_on: heldOn, result, paper }),
    }),
  ],
};
