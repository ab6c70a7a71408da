import { z } from 'zod';
import { storeFact } from '../../db/repositories/store-fact.js';
import { date, organisation, text } from '../entries/fields.js';
import { defineRegisterEntry } from './define-register.js';
import type { Register } from './define-register.js';

const CERTIFIED = `SELECT count(*)::text FROM account WHERE organisation_id = firm.id AND active
  AND certificate_valid_on(account.id, app_today())`;
const COMMISSIONED = `SELECT count(DISTINCT project_id)::text FROM commission_in_force
  WHERE firm_organisation_id = firm.id AND app_today() BETWEEN valid_from AND coalesce(valid_to, 'infinity')`;
const REFUSED = `SELECT count(*)::text FROM ledger_entry JOIN account ON account.id::text = actor
  WHERE ledger_entry.kind = 'act-refused' AND organisation_id = firm.id`;

/** 监管单位: every service firm with its owner, who answers for it, and its state today; one not yet entered stands out. */
export const supervisedUnitsRegister: Register = {
  name: 'supervised-units',
  title: '监管单位',
  purpose: '国资委下属的征收事务所一律登记为监管单位；尚未登记的事务所列为逾期。',
  clauses: ['R-2'],
  read: 'read-case',
  columns: [
    { key: 'firm', label: '事务所' },
    { key: 'owner', label: '出资人' },
    { key: 'person_in_charge', label: '负责人' },
    { key: 'supervised_from', label: '监管起始日' },
    { key: 'certified', label: '今日持证人数', numeric: true },
    { key: 'commissioned', label: '受托项目', numeric: true },
    { key: 'refused', label: '被拒办理', numeric: true },
  ],
  filters: [],
  rows: `SELECT coalesce(unit.row_id, firm.id) AS id, firm.name AS firm, owner.name AS owner, unit.person_in_charge,
      unit.supervised_from::text AS supervised_from, (${CERTIFIED}) AS certified, (${COMMISSIONED}) AS commissioned,
      (${REFUSED}) AS refused, NULL::uuid AS project_id,
      CASE WHEN unit.row_id IS NULL THEN 'open' ELSE 'standing' END AS state, unit.row_id IS NULL AS overdue,
      '{}'::text[] AS next
    FROM organisation firm
    LEFT JOIN LATERAL (SELECT fact.*, said.row_id FROM supervised_unit fact JOIN register_standing said ON said.id = entry_id
      WHERE firm_id = firm.id ORDER BY said.seq DESC LIMIT 1) unit ON true
    LEFT JOIN organisation owner ON owner.id = unit.owner_id
    WHERE firm.kind = 'firm'`,
  sort: 'firm',
  entries: [
    defineRegisterEntry({
      act: 'register-supervised-unit',
      opens: true,
      fields: z.object({
        firm: organisation({ title: '事务所' }, ['firm']),
        owner: organisation({ title: '出资人' }, ['state-assets-commission']),
        personInCharge: text({ title: '负责人' }, 40),
        supervisedFrom: date({ title: '监管起始日' }),
      }),
      store: (tx, { entryId }, { firm, owner, personInCharge, supervisedFrom }) =>
        storeFact(tx, 'supervised_unit', {
          entry_id: entryId,
          firm_id: firm,
          owner_id: owner,
          person_in_charge: personInCharge,
          supervised_from: supervisedFrom,
        }),
    }),
  ],
};
