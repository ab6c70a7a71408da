import { z } from 'zod';
import { storeFact } from '../../db/repositories/store-fact.js';
import type { Transaction } from '../../db/transaction.js';
import { refusal } from '../../db/errors.js';
import { FIRM_ROLES } from '../../rules/acts/firm.js';
import { dueDayFindings } from '../../rules/registers/problem.js';
import { roleTerms } from '../../rules/vocabulary/people.js';
import { term } from '../../rules/vocabulary/term.js';
import { choice, date, longText, text } from '../entries/fields.js';
import { defineRegisterEntry, optionsOf, stateFilter, wordsInSql } from './define-register.js';
import type { Register } from './define-register.js';
import { OUTCOMES } from './outcomes.js';
import { lastOf, openedBy } from './register-sql.js';
import { refuseWhere } from './refuse-where.js';

const posts = Object.fromEntries(FIRM_ROLES.map((role) => [role, roleTerms[role]]));
const KINDS = {
  coordination: term('协调', '需要其他部门配合', 'R-68'),
  supervision: term('监督', '需要其他部门检查', 'R-68'),
  support: term('保障', '需要其他部门提供条件', 'R-68'),
};

/** Whose question it is and who is asked: the firm is that of whoever asked. */
const requestOf = (tx: Transaction, rowId: string) =>
  tx.one<{ askedPost: string; askedBy: string; firmId: string }>(
    `SELECT asked_post AS "askedPost", person_id AS "askedBy", organisation_id AS "firmId"
     FROM cooperation_request JOIN register_standing said ON said.id = entry_id WHERE said.row_id = $1`,
    [rowId],
  );

const HOLDS_POST = `SELECT 1 FROM account JOIN account_role ON account_id = account.id
  WHERE account.id = $1 AND organisation_id = $2 AND role = $3
    AND app_today() BETWEEN valid_from AND coalesce(valid_to, 'infinity')`;

/** 部门协作: one department of a firm asks another to coordinate, check or support; who asked says when it is done. */
export const cooperationRegister: Register = {
  name: 'cooperation',
  title: '部门协作',
  purpose: '事务所内部门之间的协调、监督、保障：提出、答复、由提出人办结；逾期的列出。',
  clauses: ['R-68'],
  read: 'read-case',
  columns: [
    { key: 'firm', label: '事务所' },
    { key: 'asked_by', label: '提出人' },
    { key: 'kind_label', label: '类别' },
    { key: 'asked_label', label: '协作岗位' },
    { key: 'matter', label: '事项' },
    { key: 'due_on', label: '期限' },
    { key: 'answer', label: '答复' },
    { key: 'answered_by', label: '答复人' },
    { key: 'remark', label: '办结意见' },
  ],
  filters: [stateFilter, { key: 'kind', label: '类别', options: optionsOf(KINDS) }],
  rows: `SELECT opened.row_id AS id, opened.seq AS opened_seq, opened.unit AS firm, opened.person AS asked_by, request.kind,
      ${wordsInSql('request.kind', KINDS)} AS kind_label, ${wordsInSql('request.asked_post', posts)} AS asked_label,
      request.matter, request.due_on::text AS due_on, answer.answer, answer.person AS answered_by, settled.remark,
      NULL::uuid AS project_id,
      CASE WHEN step.closed THEN 'closed' WHEN step.answered THEN 'reported' ELSE 'open' END AS state,
      NOT step.closed AND NOT step.answered AND request.due_on < app_today() AS overdue,
      CASE WHEN step.closed THEN '{}' WHEN step.answered THEN ARRAY['close-cooperation']
        ELSE ARRAY['answer-cooperation'] END AS next
    FROM ${openedBy('cooperation_request', 'request')} ${lastOf('cooperation_answer', 'answer')}
    ${lastOf('cooperation_close', 'settled')}
    CROSS JOIN LATERAL (SELECT coalesce(settled.outcome = 'closed', false) AS closed,
      coalesce(answer.seq > coalesce(settled.seq, 0), false) AS answered) step`,
  sort: 'opened_seq DESC',
  entries: [
    defineRegisterEntry({
      act: 'request-cooperation',
      opens: true,
      fields: z.object({
        kind: choice({ title: '类别' }, KINDS),
        askedPost: choice({ title: '协作岗位' }, posts),
        matter: longText({ title: '事项' }),
        dueOn: date({ title: '期限' }),
      }),
      store: async (tx, { entryId }, { kind, askedPost, matter, dueOn }) => {
        refuseWhere(dueDayFindings('dueOn', dueOn, await tx.today(), 'R-68'));
        const fact = { entry_id: entryId, kind, asked_post: askedPost, matter, due_on: dueOn };
        await storeFact(tx, 'cooperation_request', fact);
      },
    }),
    defineRegisterEntry({
      act: 'answer-cooperation',
      fields: z.object({ answer: longText({ title: '答复' }) }),
      store: async (tx, { entryId, rowId, personId }, { answer }) => {
        const { askedPost, firmId } = await requestOf(tx, rowId);
        if ((await tx.maybeOne(HOLDS_POST, [personId, firmId, askedPost])) === undefined) {
          throw refusal('ROLE_MISSING', '协作事项由被请求的岗位答复，请由该岗位人员办理', 'R-68');
        }
        await storeFact(tx, 'cooperation_answer', { entry_id: entryId, answer });
      },
    }),
    defineRegisterEntry({
      act: 'close-cooperation',
      fields: z.object({ outcome: choice({ title: '结论' }, OUTCOMES), remark: text({ title: '办结意见' }) }),
      store: async (tx, { entryId, rowId, personId }, { outcome, remark }) => {
        if ((await requestOf(tx, rowId)).askedBy !== personId) {
          throw refusal('DUTY_NOT_SEPARATED', '协作事项由提出人办结，请由提出人办理', 'R-68');
        }
        await storeFact(tx, 'cooperation_close', { entry_id: entryId, outcome, remark });
      },
    }),
  ],
};
