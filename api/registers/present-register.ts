import { lastEntries } from '../../db/repositories/registers.repository.js';
import type { RowOfRegister, StandingEntry } from '../../db/repositories/registers.repository.js';
import type { Transaction } from '../../db/transaction.js';
import { actOf } from '../../rules/acts.js';
import type { ActName } from '../../rules/acts.js';
import { separationFindings } from '../../rules/staff/separation.js';
import type { CaseAct } from '../../rules/staff/case-act.js';
import { registerStateTerms } from '../../rules/vocabulary/registers.js';
import { mayDo } from '../authorize.js';
import type { StaffCaller } from '../caller.js';
import type { RegisterForm, RegisterList, RegisterRow } from '../contract/index.js';
import { schemaOfFields, withChoices } from '../entries/form-schema.js';
import type { Register } from './define-register.js';

/** What a list of registers says of one. */
export const headingOf = ({ name, title, purpose, clauses }: Register): RegisterList['items'][number] => ({
  name,
  title,
  purpose,
  clauses: [...clauses],
});

/** A page of a register without its rows: what it is, and what the caller may enter. */
export async function pageFor(tx: Transaction, register: Register, caller: StaffCaller) {
  const opening = register.entries.filter(({ opens, act }) => opens && mayDo(caller, act)).map(({ act }) => act);
  const columns = register.columns.map((column) => ({ numeric: false, ...column }));
  const forms = await formsFor(tx, register, caller);
  return { ...headingOf(register), columns, filters: [...register.filters], forms, opening };
}

/** The forms of what the caller may enter. */
async function formsFor(tx: Transaction, register: Register, caller: StaffCaller): Promise<RegisterForm[]> {
  const forms: RegisterForm[] = [];
  for (const { act, fields } of register.entries.filter((entry) => mayDo(caller, entry.act))) {
    const schema = { ...(await withChoices(tx, schemaOfFields(fields))) };
    const form = { schema, values: {}, documents: {}, enteredAt: null, worksheet: false };
    forms.push({ act, actLabel: actOf(act).label, form });
  }
  return forms;
}

const OWN_ACTS = `SELECT case_kind AS "caseKind", case_id AS "caseId", act, round, person_id AS "personId", verdict,
    return_reason AS "returnReason", content_hash AS "contentHash", acted_at AS "actedAt",
    withdrawn_at IS NOT NULL AS withdrawn
  FROM case_act WHERE case_id = ANY($1) AND person_id = $2 ORDER BY seq`;

/** What the caller may not do again on a row because of what he did there (the guards of acts say the same). */
async function ownActsOn(tx: Transaction, rowIds: readonly string[], personId: string): Promise<CaseAct[]> {
  return tx.query<CaseAct>(OWN_ACTS, [rowIds, personId]);
}

const textOf = (value: unknown): string | null =>
  typeof value === 'string' ? value : typeof value === 'number' || typeof value === 'bigint' ? String(value) : null;

/** Rows as a page shows them, each with what this caller may do with it. */
export async function presentRows(
  tx: Transaction,
  register: Register,
  rows: readonly RowOfRegister[],
  caller: StaffCaller,
): Promise<RegisterRow[]> {
  const ids = rows.map(({ id }) => id);
  const own = await ownActsOn(tx, ids, caller.accountId);
  const last = new Map((await lastEntries(tx, ids)).map((entry) => [entry.rowId, entry]));
  return rows.map((row) => {
    const done = own.filter(({ caseId }) => caseId === row.id);
    const may = (act: ActName) => mayDo(caller, act) && separationFindings(act, caller.accountId, done).length === 0;
    return {
      id: row.id,
      cells: Object.fromEntries(register.columns.map(({ key }) => [key, textOf(row[key])])),
      state: row.state,
      stateLabel: registerStateTerms[row.state].label,
      overdue: row.overdue,
      projectId: row.project_id,
      next: row.next.filter(may),
      correctable: correctableOf(last.get(row.id), may),
    };
  });
}

function correctableOf(last: StandingEntry | undefined, may: (act: ActName) => boolean): RegisterRow['correctable'] {
  if (last === undefined || last.actId === null || !may(last.act)) return null;
  return { entryId: last.id, act: last.act, values: last.given };
}
