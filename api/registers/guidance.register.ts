import { z } from 'zod';
import { storeFact } from '../../db/repositories/store-fact.js';
import { date, longText, project, text } from '../entries/fields.js';
import { defineRegisterEntry, stateFilter } from './define-register.js';
import type { Register } from './define-register.js';
import { lastOf, openedBy } from './register-sql.js';

/** 政策口径登记簿: a question of a town or a firm and the department's one answer, read by everybody alike. */
export const guidanceRegister: Register = {
  name: 'guidance',
  title: '政策口径',
  purpose: '街镇和事务所请示，主管部门答复；答复向各单位公开，各单位按同一口径办理。',
  clauses: ['R-8', 'R-29'],
  read: 'read-case',
  columns: [
    { key: 'asked_by', label: '请示单位' },
    { key: 'asked_on', label: '请示日期' },
    { key: 'matter', label: '事项' },
    { key: 'question', label: '问题' },
    { key: 'wording', label: '统一口径' },
    { key: 'legal_basis', label: '依据' },
    { key: 'answered_by', label: '答复部门' },
    { key: 'holds_from', label: '起用日' },
  ],
  filters: [stateFilter],
  rows: `SELECT opened.row_id AS id, opened.seq AS opened_seq, opened.unit AS asked_by,
      civil_day(opened.entered_at)::text AS asked_on, question.matter, question.question, answer.wording,
      answer.legal_basis, answer.unit AS answered_by, answer.holds_from::text AS holds_from, question.project_id,
      CASE WHEN answer.entry_id IS NULL THEN 'open' ELSE 'closed' END AS state, false AS overdue,
      CASE WHEN answer.entry_id IS NULL THEN ARRAY['answer-guidance'] ELSE '{}' END AS next
    FROM ${openedBy('guidance_question', 'question')} ${lastOf('guidance_answer', 'answer')}`,
  sort: 'opened_seq DESC',
  entries: [
    defineRegisterEntry({
      act: 'ask-guidance',
      opens: true,
      fields: z.object({
        matter: text({ title: '事项' }, 80),
        question: longText({ title: '问题' }),
        project: project({ title: '涉及项目', hint: '不填：各项目共同的问题' }).optional(),
      }),
      store: (tx, { entryId }, { matter, question, project: projectId }) =>
        storeFact(tx, 'guidance_question', { entry_id: entryId, project_id: projectId ?? null, matter, question }),
    }),
    defineRegisterEntry({
      act: 'answer-guidance',
      fields: z.object({
        wording: longText({ title: '统一口径', hint: '各单位对外一律按此表述' }),
        legalBasis: text({ title: '依据', hint: '文件名称和条款' }),
        holdsFrom: date({ title: '起用日' }),
      }),
      store: (tx, { entryId }, { wording, legalBasis, holdsFrom }) =>
        storeFact(tx, 'guidance_answer', {
          entry_id: entryId,
          wording,
          legal_basis: legalBasis,
          holds_from: holdsFrom,
        }),
    }),
  ],
};
