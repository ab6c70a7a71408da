import { z } from 'zod';
import { storeFact } from '../../db/repositories/store-fact.js';
import { organisationOf } from '../../db/repositories/accounts.repository.js';
import { refusal } from '../../db/errors.js';
import { GENERAL_DUTY, LEGAL_DUTIES } from '../../rules/registers/legal-duties.js';
import { organisationTerms } from '../../rules/vocabulary/people.js';
import { longText, text } from '../entries/fields.js';
import { defineRegisterEntry, optionsOf, wordsInSql } from './define-register.js';
import type { Register } from './define-register.js';

const dutyInSql = (part: 'duty' | 'clauses'): string =>
  `CASE bound.kind ${Object.entries(LEGAL_DUTIES)
    .map(([kind, duty]) => `WHEN '${kind}' THEN '${duty[part]}'`)
    .join(' ')} ELSE '${GENERAL_DUTY[part]}' END`;

/** 受约束单位及职责 (R-4 to R-7): every body that works here, what it is bound to, its accounts, and that it has confirmed it. */
export const legalDutiesRegister: Register = {
  name: 'legal-duties',
  title: '各单位职责',
  purpose: '受本方案约束的各单位、各自的法定职责和账号；各单位确认职责，尚未确认的列出。',
  clauses: ['R-4', 'R-5', 'R-6', 'R-7', 'R-9', 'R-10'],
  read: 'read-case',
  columns: [
    { key: 'name', label: '单位' },
    { key: 'kind_label', label: '类别' },
    { key: 'duty', label: '职责' },
    { key: 'clauses', label: '条款' },
    { key: 'accounts', label: '在用账号', numeric: true },
    { key: 'person_in_charge', label: '负责人' },
    { key: 'statement', label: '执行安排' },
    { key: 'confirmed_on', label: '确认日' },
  ],
  filters: [{ key: 'kind', label: '类别', options: optionsOf(organisationTerms) }],
  rows: `SELECT coalesce(said.row_id, bound.id) AS id, bound.name, bound.kind,
      ${wordsInSql('bound.kind', organisationTerms)} AS kind_label, ${dutyInSql('duty')} AS duty,
      ${dutyInSql('clauses')} AS clauses,
      (SELECT count(*)::text FROM account WHERE organisation_id = bound.id AND active) AS accounts,
      said.person_in_charge, said.statement, civil_day(said.entered_at)::text AS confirmed_on, NULL::uuid AS project_id,
      CASE WHEN said.row_id IS NULL THEN 'open' ELSE 'standing' END AS state, false AS overdue, '{}'::text[] AS next
    FROM organisation bound
    LEFT JOIN LATERAL (SELECT fact.*, said.row_id, said.entered_at FROM duty_acknowledgement fact
      JOIN register_standing said ON said.id = entry_id
      WHERE fact.organisation_id = bound.id ORDER BY said.seq DESC LIMIT 1) said ON true`,
  sort: 'kind, name',
  entries: [
    defineRegisterEntry({
      act: 'acknowledge-duties',
      opens: true,
      fields: z.object({
        personInCharge: text({ title: '本单位负责人' }, 40),
        statement: longText({ title: '执行安排', hint: '由谁负责、怎样执行' }),
      }),
      store: async (tx, { entryId, personId }, { personInCharge, statement }) => {
        const own = await organisationOf(tx, personId);
        if (own === undefined) throw refusal('ORGANISATION_EXCLUDED', '账号没有所属单位，不能确认职责', 'R-4');
        await storeFact(tx, 'duty_acknowledgement', {
          entry_id: entryId,
          organisation_id: own.id,
          person_in_charge: personInCharge,
          statement,
        });
      },
    }),
  ],
};
