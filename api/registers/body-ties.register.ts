import { z } from 'zod';
import { refusal } from '../../db/errors.js';
import { storeFact } from '../../db/repositories/store-fact.js';
import { organisationTerms } from '../../rules/vocabulary/people.js';
import type { OrganisationKind } from '../../rules/vocabulary/people.js';
import { term } from '../../rules/vocabulary/term.js';
import { choice, date, longText, organisation, text } from '../entries/fields.js';
import { defineRegisterEntry, optionsOf, stateFilter, wordsInSql } from './define-register.js';
import type { Register } from './define-register.js';
import { lastOf, openedBy } from './register-sql.js';

const ANY_BODY = Object.keys(organisationTerms) as OrganisationKind[];
const KINDS = {
  owns: term('出资或控股', '前者持有后者的股权或出资', 'SD6'),
  employs: term('雇用或委派', '前者雇用、委派后者人员', 'SD6'),
  pays: term('支付报酬', '后者的报酬由前者支付', 'SD6'),
};

/** 单位关联关系 (SD6): which body owns, employs or pays which; only confirmed ties bind, and a third person ends them. */
export const bodyTiesRegister: Register = {
  name: 'body-ties',
  title: '单位关联关系',
  purpose:
    '单位之间的出资、雇用、付酬关系：一人登记，另一人确认，解除由第三人办理。与被监督单位有关联的投资监理不得审核、放行。',
  clauses: ['SD6', 'R-50'],
  read: 'read-case',
  columns: [
    { key: 'upper', label: '单位' },
    { key: 'kind_label', label: '关系' },
    { key: 'lower', label: '被出资、雇用、付酬的单位' },
    { key: 'starts_on', label: '起' },
    { key: 'ends_on', label: '止' },
    { key: 'evidence', label: '依据' },
    { key: 'recorded_by', label: '登记人' },
    { key: 'confirmed_by', label: '确认人' },
    { key: 'ended_by', label: '解除人' },
  ],
  filters: [stateFilter, { key: 'kind', label: '关系', options: optionsOf(KINDS) }],
  rows: `SELECT opened.row_id AS id, opened.seq AS opened_seq, upper.name AS upper, lower.name AS lower, tie.kind,
      ${wordsInSql('tie.kind', KINDS)} AS kind_label, tie.starts_on::text AS starts_on,
      least(tie.ends_on, ended.ends_on)::text AS ends_on, tie.evidence, opened.person AS recorded_by,
      confirmed.person AS confirmed_by, ended.person AS ended_by, NULL::uuid AS project_id,
      CASE WHEN ended.entry_id IS NOT NULL THEN 'closed' WHEN confirmed.entry_id IS NULL THEN 'reported' ELSE 'open' END
        AS state, false AS overdue,
      CASE WHEN ended.entry_id IS NOT NULL THEN '{}' WHEN confirmed.entry_id IS NULL THEN ARRAY['confirm-body-tie']
        ELSE ARRAY['end-body-tie'] END AS next
    FROM ${openedBy('body_tie', 'tie')} JOIN organisation upper ON upper.id = tie.upper_id
    JOIN organisation lower ON lower.id = tie.lower_id
    ${lastOf('body_tie_confirmation', 'confirmed')} ${lastOf('body_tie_end', 'ended')}`,
  sort: 'opened_seq DESC',
  entries: [
    defineRegisterEntry({
      act: 'record-body-tie',
      opens: true,
      fields: z.object({
        upper: organisation({ title: '出资、雇用或付酬的单位' }, ANY_BODY),
        kind: choice({ title: '关系' }, KINDS),
        lower: organisation({ title: '被出资、雇用或付酬的单位' }, ANY_BODY),
        startsOn: date({ title: '起' }),
        endsOn: date({ title: '止', hint: '没有期限的不填' }).optional(),
        evidence: longText({ title: '依据', hint: '工商登记、合同或付款凭证的名称和编号' }),
      }),
      store: async (tx, { entryId }, { upper, kind, lower, startsOn, endsOn, evidence }) => {
        if (upper === lower) throw refusal('FIELD_INVALID', '两个单位须不同，请重新选择', 'SD6', 'lower');
        if (endsOn !== undefined && endsOn < startsOn) {
          throw refusal('FIELD_INVALID', '止期不能早于起期，请改正', 'SD6', 'endsOn');
        }
        await storeFact(tx, 'body_tie', {
          entry_id: entryId,
          upper_id: upper,
          lower_id: lower,
          kind,
          starts_on: startsOn,
          ends_on: endsOn ?? null,
          evidence,
        });
      },
    }),
    defineRegisterEntry({
      act: 'confirm-body-tie',
      fields: z.object({ remark: text({ title: '确认意见', hint: '已核对依据' }) }),
      store: (tx, { entryId }, { remark }) => storeFact(tx, 'body_tie_confirmation', { entry_id: entryId, remark }),
    }),
    defineRegisterEntry({
      act: 'end-body-tie',
      fields: z.object({
        endsOn: date({ title: '关系终止日', hint: '当日仍受限，次日起不再受限' }),
        evidence: longText({ title: '依据' }),
      }),
      store: (tx, { entryId }, { endsOn, evidence }) =>
        storeFact(tx, 'body_tie_end', { entry_id: entryId, ends_on: endsOn, evidence }),
    }),
  ],
};
