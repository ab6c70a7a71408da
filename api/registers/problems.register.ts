import { z } from 'zod';
import { storeFact } from '../../db/repositories/store-fact.js';
import type { Transaction } from '../../db/transaction.js';
import { PROBLEM_OWNERS } from '../../rules/acts/registers.js';
import { dueDayFindings, mayCloseProblem, mayReportMeasure } from '../../rules/registers/problem.js';
import { account, choice, date, longText, text } from '../entries/fields.js';
import { defineRegisterEntry, stateFilter } from './define-register.js';
import type { Register } from './define-register.js';
import { OUTCOMES } from './outcomes.js';
import { lastOf, openedBy } from './register-sql.js';
import { refuseWhere } from './refuse-where.js';

const ROWS = `SELECT opened.row_id AS id, opened.seq AS opened_seq, problem.clause, problem.problem, problem.measure,
    assignment.owner_id, owner.display_name || '（' || organisation.name || '）' AS owner, assignment.due_on::text AS due_on,
    report.done, report.day AS reported_on, verdict.person AS checked_by, verdict.grounds, NULL::uuid AS project_id,
    CASE WHEN step.closed THEN 'closed' WHEN step.reported THEN 'reported' ELSE 'open' END AS state,
    NOT step.closed AND coalesce(assignment.due_on < app_today(), false) AS overdue,
    CASE WHEN step.closed THEN '{}' WHEN step.reported THEN ARRAY['close-problem']
      WHEN assignment.entry_id IS NULL THEN ARRAY['assign-problem'] ELSE ARRAY['report-measure', 'assign-problem'] END AS next
  FROM ${openedBy('problem', 'problem')} ${lastOf('problem_assignment', 'assignment')}
  ${lastOf('measure_report', 'report')} ${lastOf('problem_verdict', 'verdict')}
  LEFT JOIN account owner ON owner.id = assignment.owner_id
  LEFT JOIN organisation ON organisation.id = owner.organisation_id
  CROSS JOIN LATERAL (SELECT coalesce(verdict.outcome = 'closed', false) AS closed,
    coalesce(report.seq > greatest(assignment.seq, coalesce(verdict.seq, 0)), false) AS reported) step`;

const stateOf = (tx: Transaction, rowId: string) =>
  tx.one<{ ownerId: string | null; reported: boolean }>(
    `SELECT owner_id AS "ownerId", state = 'reported' AS reported FROM (${ROWS}) row WHERE id = $1`,
    [rowId],
  );

/** 问题整改: the five problems of the plan and later ones, each with measure, owner and day, closed by another. */
export const problemsRegister: Register = {
  name: 'problems',
  title: '问题整改',
  purpose: '方案查出的五个问题和以后发现的问题，逐项落实措施、责任人和期限，由责任人以外的人核对后销号。',
  clauses: ['R-22', 'R-53'],
  read: 'read-case',
  columns: [
    { key: 'problem', label: '问题' },
    { key: 'clause', label: '对应条款' },
    { key: 'measure', label: '措施' },
    { key: 'owner', label: '责任人' },
    { key: 'due_on', label: '期限' },
    { key: 'done', label: '整改情况' },
    { key: 'reported_on', label: '报告日' },
    { key: 'checked_by', label: '核对人' },
    { key: 'grounds', label: '核对意见' },
  ],
  filters: [stateFilter],
  rows: ROWS,
  sort: 'opened_seq',
  entries: [
    defineRegisterEntry({
      act: 'open-problem',
      opens: true,
      fields: z.object({
        problem: text({ title: '问题' }),
        clause: text({ title: '对应条款', hint: '例如 R-53' }, 80),
        measure: longText({ title: '措施' }),
      }),
      store: (tx, { entryId }, values) => storeFact(tx, 'problem', { entry_id: entryId, ...values }),
    }),
    defineRegisterEntry({
      act: 'assign-problem',
      fields: z.object({ owner: account({ title: '责任人' }, PROBLEM_OWNERS), dueOn: date({ title: '期限' }) }),
      store: async (tx, { entryId }, { owner, dueOn }) => {
        refuseWhere(dueDayFindings('dueOn', dueOn, await tx.today(), 'R-22'));
        await storeFact(tx, 'problem_assignment', { entry_id: entryId, owner_id: owner, due_on: dueOn });
      },
    }),
    defineRegisterEntry({
      act: 'report-measure',
      fields: z.object({ done: longText({ title: '整改情况', hint: '做了什么、见于何处' }) }),
      store: async (tx, { entryId, rowId, personId }, { done }) => {
        refuseWhere(mayReportMeasure((await stateOf(tx, rowId)).ownerId, personId));
        await storeFact(tx, 'measure_report', { entry_id: entryId, done });
      },
    }),
    defineRegisterEntry({
      act: 'close-problem',
      fields: z.object({ outcome: choice({ title: '结论' }, OUTCOMES), grounds: longText({ title: '核对意见' }) }),
      store: async (tx, { entryId, rowId, personId }, { outcome, grounds }) => {
        refuseWhere(mayCloseProblem({ ...(await stateOf(tx, rowId)), personId }));
        await storeFact(tx, 'problem_verdict', { entry_id: entryId, outcome, grounds });
      },
    }),
  ],
};
