import { readFeed } from '../../db/repositories/ledger-feed.repository.js';
import { feedPage } from '../../ledger/feed.js';
import { feedQuery } from '../contract/index.js';
import { defineRoute } from '../define-route.js';
import { ledgerReadBy } from '../read-by.js';

/** 监督副本: the ledger in one order that only grows, for a copy that the firms cannot reach. */
export const readLedgerFeedRoute = defineRoute({
  method: 'get',
  path: '/ledger/feed',
  access: 'read-ledger',
  summary: '监督副本：按固定次序逐页读取账本',
  query: feedQuery,
  handle: async ({ caller, query: { after, limit } }, { db }) => {
    const page = await db.transaction(async (tx) => {
      await ledgerReadBy(tx, caller);
      const { start, items } = await readFeed(tx, after, limit);
      return feedPage(start, items);
    });
    const file = { name: 'ledger-feed.jsonl', mediaType: 'application/x-ndjson', bytes: Buffer.from(page) };
    return { status: 200, file };
  },
});
