import { z } from 'zod';
import { storeFact } from '../../db/repositories/store-fact.js';
import { FIRM_LEADERS } from '../../rules/acts/registers.js';
import { refusal } from '../../db/errors.js';
import { dueDayFindings } from '../../rules/registers/problem.js';
import { account, choice, date, integer, longText, yesNo } from '../entries/fields.js';
import { defineRegisterEntry, stateFilter } from './define-register.js';
import type { Register } from './define-register.js';
import { OUTCOMES } from './outcomes.js';
import { lastOf, openedBy } from './register-sql.js';
import { refuseWhere } from './refuse-where.js';

/** 党风廉政责任: what each leader of a firm answers for in a year, his own yearly report, and what is said to it. */
export const integrityResponsibilityRegister: Register = {
  name: 'integrity-responsibility',
  title: '廉政责任',
  purpose: '事务所领导每年的廉政责任和本人的年度报告；逾期未报告的列出，由国资监督人员评议。',
  clauses: ['R-73'],
  read: 'read-case',
  columns: [
    { key: 'year', label: '年度' },
    { key: 'leader', label: '责任人' },
    { key: 'firm', label: '单位' },
    { key: 'duties', label: '责任内容' },
    { key: 'report_due_on', label: '报告期限' },
    { key: 'report', label: '年度报告' },
    { key: 'declared', label: '申报' },
    { key: 'reported_on', label: '报告日' },
    { key: 'opinion', label: '评议意见' },
  ],
  filters: [stateFilter],
  rows: `SELECT opened.row_id AS id, opened.seq AS opened_seq, duty.year::text AS year, duty.leader_id,
      leader.display_name AS leader, organisation.name AS firm, duty.duties, duty.report_due_on::text AS report_due_on,
      report.report, CASE WHEN report.entry_id IS NOT NULL THEN
        CASE WHEN report.gifts_declared THEN '有收受情况申报' ELSE '无收受情况' END || '；' ||
        CASE WHEN report.relatives_declared THEN '有亲属利害关系申报' ELSE '无亲属利害关系' END END AS declared,
      report.day AS reported_on, review.opinion, NULL::uuid AS project_id,
      CASE WHEN step.closed THEN 'closed' WHEN step.reported THEN 'reported' ELSE 'open' END AS state,
      NOT step.closed AND NOT step.reported AND duty.report_due_on < app_today() AS overdue,
      CASE WHEN step.closed THEN '{}' WHEN step.reported THEN ARRAY['review-integrity-report']
        ELSE ARRAY['report-integrity'] END AS next
    FROM ${openedBy('integrity_duty', 'duty')} ${lastOf('integrity_report', 'report')} ${lastOf('integrity_review', 'review')}
    JOIN account leader ON leader.id = duty.leader_id JOIN organisation ON organisation.id = leader.organisation_id
    CROSS JOIN LATERAL (SELECT coalesce(review.outcome = 'closed', false) AS closed,
      coalesce(report.seq > coalesce(review.seq, 0), false) AS reported) step`,
  sort: 'opened_seq DESC',
  entries: [
    defineRegisterEntry({
      act: 'assign-integrity-duty',
      opens: true,
      fields: z.object({
        leader: account({ title: '责任人' }, FIRM_LEADERS),
        year: integer({ title: '年度' }, 2021, 2100),
        duties: longText({ title: '责任内容', hint: '一岗双责、源头防腐、严于律己等' }),
        reportDueOn: date({ title: '年度报告期限' }),
      }),
      store: async (tx, { entryId }, { leader, year, duties, reportDueOn }) => {
        refuseWhere(dueDayFindings('reportDueOn', reportDueOn, await tx.today(), 'R-73'));
        await storeFact(tx, 'integrity_duty', {
          entry_id: entryId,
          leader_id: leader,
          year,
          duties,
          report_due_on: reportDueOn,
        });
      },
    }),
    defineRegisterEntry({
      act: 'report-integrity',
      fields: z.object({
        report: longText({ title: '履行情况' }),
        giftsDeclared: yesNo({ title: '本年度是否有收受礼品礼金须申报' }),
        relativesDeclared: yesNo({ title: '是否有亲属与征收项目有利害关系' }),
      }),
      store: async (tx, { entryId, rowId, personId }, { report, giftsDeclared, relativesDeclared }) => {
        const duty = await tx.maybeOne(
          `SELECT 1 FROM integrity_duty JOIN register_standing said ON said.id = entry_id
           WHERE said.row_id = $1 AND leader_id = $2`,
          [rowId, personId],
        );
        if (duty === undefined) throw refusal('DUTY_NOT_SEPARATED', '年度报告由责任人本人提交，请由本人办理', 'R-73');
        await storeFact(tx, 'integrity_report', {
          entry_id: entryId,
          report,
          gifts_declared: giftsDeclared,
          relatives_declared: relativesDeclared,
        });
      },
    }),
    defineRegisterEntry({
      act: 'review-integrity-report',
      fields: z.object({ outcome: choice({ title: '结论' }, OUTCOMES), opinion: longText({ title: '评议意见' }) }),
      store: (tx, { entryId }, values) => storeFact(tx, 'integrity_review', { entry_id: entryId, ...values }),
    }),
  ],
};
