import { latestRoots } from '../../db/repositories/ledger-roots.repository.js';
import { ledgerRoots } from '../contract/index.js';
import { defineRoute } from '../define-route.js';

/** A year of days: whoever keeps them elsewhere keeps them for longer. */
const SHOWN = 366;

/** 账本日根: one value a day over every entry of every case, for everybody to keep and to compare. */
export const listLedgerRootsRoute = defineRoute({
  method: 'get',
  path: '/public/ledger-roots',
  access: 'anyone',
  summary: '公示板：账本日根',
  answer: ledgerRoots,
  handle: async (_input, { db }) => ({
    status: 200,
    body: { roots: await db.transaction((tx) => latestRoots(tx, SHOWN)) },
  }),
});
