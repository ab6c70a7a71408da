import { searchLedger } from '../../db/repositories/ledger-search.repository.js';
import { ledgerPage, ledgerQuery } from '../contract/index.js';
import { defineRoute } from '../define-route.js';
import { ledgerReadBy } from '../read-by.js';
import { ledgerRows } from '../present/ledger-row.js';

const ROWS = 50;

/** 账本: what was done, withdrawn and refused in all cases, for those who supervise from outside. */
export const listLedgerEntriesRoute = defineRoute({
  method: 'get',
  path: '/ledger/entries',
  access: 'read-ledger',
  summary: '账本：按项目、人员、种类查阅，可只看被拒的办理',
  query: ledgerQuery,
  answer: ledgerPage,
  handle: async ({ caller, query: { refused, ...search } }, { db }) => {
    const body = await db.transaction(async (tx) => {
      await ledgerReadBy(tx, caller);
      const found = await searchLedger(tx, { ...search, refusedOnly: refused === 'true', limit: ROWS + 1 });
      const items = await ledgerRows(tx, found.slice(0, ROWS));
      const last = items.at(-1);
      const more = found.length > ROWS && last !== undefined;
      return { items, older: more ? `${last.at}~${last.caseId}~${String(last.seq)}` : null };
    });
    return { status: 200, body };
  },
});
