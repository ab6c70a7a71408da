import { recordRegisterEntry, rowOfRegister } from '../../db/repositories/registers.repository.js';
import type { Transaction } from '../../db/transaction.js';
import { ApiError } from '../api-error.js';
import { mayDo, roleMissing } from '../authorize.js';
import { registerEntryBody, registerEntryRecorded, registerParams } from '../contract/index.js';
import type { RegisterEntryBody } from '../contract/index.js';
import { defineRoute } from '../define-route.js';
import { parseFields } from '../entries/parse-fields.js';
import { schemaOfFields } from '../entries/form-schema.js';
import { mustExist } from '../entries/references.js';
import type { Register, RegisterEntry } from '../registers/define-register.js';
import { registerOf } from '../registers/index.js';

/** A new row is begun by an opening entry alone; a row takes only what it waits for, or a correction of its last entry. */
async function mustFit(
  tx: Transaction,
  register: Register,
  entry: RegisterEntry,
  body: RegisterEntryBody,
): Promise<void> {
  const { rowId, corrects } = body;
  if (rowId === undefined) {
    if (entry.opens && corrects === undefined) return;
    throw new ApiError('REFUSED', '请先选择要办理的登记项。');
  }
  const row = await rowOfRegister(tx, register.rows, rowId);
  if (row === undefined) throw new ApiError('NOT_FOUND');
  if (corrects === undefined && !row.next.includes(entry.act)) {
    throw new ApiError('REFUSED', '该登记项现在不能办理此事项，请刷新后查看最新情况。');
  }
}

/** Adds an entry to a register: the act of this person, a typed fact, a ledger entry. */
export const addRegisterEntryRoute = defineRoute({
  method: 'post',
  path: '/registers/:name/entries',
  access: 'staff',
  summary: '在登记簿中登记、办理或更正一项',
  params: registerParams,
  body: registerEntryBody,
  answer: registerEntryRecorded,
  handle: async ({ params, body, caller }, { db }) => {
    const register = registerOf(params.name);
    const entry = register?.entries.find(({ act }) => act === body.act);
    if (register === undefined || entry === undefined) throw new ApiError('NOT_FOUND');
    const { act, rowId = null, corrects = null, values: given } = body;
    if (!mayDo(caller, act)) throw roleMissing(act);
    const values = parseFields(entry.fields, given);
    const who = { act, personId: caller.accountId };
    const recorded = await db.transaction(async (tx) => {
      await mustFit(tx, register, entry, body);
      await mustExist(tx, schemaOfFields(entry.fields), given, { act, kind: 'register-entry', id: rowId ?? '' });
      return recordRegisterEntry(tx, { ...who, register: register.name, rowId, corrects, given }, (context) =>
        entry.store(tx, context, values),
      );
    });
    return { status: 200, body: recorded };
  },
});
