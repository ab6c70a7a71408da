import { z } from 'zod';
import { policyOfDistrict } from '../../db/repositories/policy-book.js';
import { storeFact } from '../../db/repositories/store-fact.js';
import { checkLeadershipDecision } from '../../rules/registers/leadership-decision.js';
import { date, integer, longText, rows, text, yesNo } from '../entries/fields.js';
import { defineRegisterEntry, stateFilter } from './define-register.js';
import type { Register } from './define-register.js';
import { lastOf, openedBy } from './register-sql.js';
import { refuseWhere } from './refuse-where.js';

/** 领导班子决策: what a firm's leaders decided, who was there, by which majority, why; confirmed by another of them. */
export const leadershipDecisionsRegister: Register = {
  name: 'leadership-decisions',
  title: '领导班子决策',
  purpose: '事务所领导班子的决策：事项、参加人、票数、依据和理由；重大事项集体决策，由另一名班子成员确认。',
  clauses: ['R-67'],
  read: 'read-case',
  columns: [
    { key: 'firm', label: '事务所' },
    { key: 'decided_on', label: '决策日' },
    { key: 'matter', label: '事项' },
    { key: 'weight', label: '类别' },
    { key: 'present', label: '参加人' },
    { key: 'votes', label: '票数' },
    { key: 'decision', label: '决定' },
    { key: 'legal_basis', label: '依据' },
    { key: 'reasons', label: '理由' },
    { key: 'confirmed_by', label: '确认人' },
  ],
  filters: [
    stateFilter,
    {
      key: 'weight',
      label: '类别',
      options: [
        { value: '重大事项', label: '重大事项' },
        { value: '一般事项', label: '一般事项' },
      ],
    },
  ],
  rows: `SELECT opened.row_id AS id, opened.seq AS opened_seq, opened.unit AS firm, decision.decided_on::text AS decided_on,
      decision.matter, CASE WHEN decision.major THEN '重大事项' ELSE '一般事项' END AS weight,
      (SELECT string_agg(name || '（' || post || '）', '、' ORDER BY position) FROM leadership_participant present
        WHERE present.entry_id = opened.id) AS present,
      decision.votes_for || ' 票赞成，' || decision.votes_against || ' 票反对，共 ' || decision.participants || ' 人' AS votes,
      decision.decision, decision.legal_basis, decision.reasons, confirmed.person AS confirmed_by, NULL::uuid AS project_id,
      CASE WHEN confirmed.entry_id IS NULL THEN 'reported' ELSE 'closed' END AS state, false AS overdue,
      CASE WHEN confirmed.entry_id IS NULL THEN ARRAY['confirm-leadership-decision'] ELSE '{}' END AS next
    FROM ${openedBy('leadership_decision', 'decision')} ${lastOf('leadership_confirmation', 'confirmed')}`,
  sort: 'opened_seq DESC',
  entries: [
    defineRegisterEntry({
      act: 'record-leadership-decision',
      opens: true,
      fields: z.object({
        decidedOn: date({ title: '决策日' }),
        matter: text({ title: '事项' }),
        major: yesNo({ title: '是否重大事项', hint: '重大项目安排、大额资金、重要人事等须集体决策' }),
        participants: rows(
          { title: '参加人' },
          { name: text({ title: '姓名' }, 40), post: text({ title: '职务' }, 40) },
        ),
        votesFor: integer({ title: '赞成', unit: '票' }, 0, 50),
        votesAgainst: integer({ title: '反对', unit: '票' }, 0, 50),
        decision: longText({ title: '决定' }),
        legalBasis: text({ title: '依据' }),
        reasons: longText({ title: '理由' }),
      }),
      store: async (tx, { entryId }, values) => {
        const names = values.participants.map(({ name }) => name);
        refuseWhere(checkLeadershipDecision({ ...values, participants: names }, await policyOfDistrict(tx)));
        await storeFact(tx, 'leadership_decision', {
          entry_id: entryId,
          decided_on: values.decidedOn,
          matter: values.matter,
          major: values.major,
          participants: names.length,
          votes_for: values.votesFor,
          votes_against: values.votesAgainst,
          decision: values.decision,
          legal_basis: values.legalBasis,
          reasons: values.reasons,
        });
        for (const [position, present] of values.participants.entries()) {
          await storeFact(tx, 'leadership_participant', { entry_id: entryId, position, ...present });
        }
      },
    }),
    defineRegisterEntry({
      act: 'confirm-leadership-decision',
      fields: z.object({ remark: text({ title: '确认意见', hint: '本人参加并确认记录属实' }) }),
      store: (tx, { entryId }, { remark }) => storeFact(tx, 'leadership_confirmation', { entry_id: entryId, remark }),
    }),
  ],
};
