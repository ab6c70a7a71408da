import { describe, expect, it } from '@jest/globals';
import { appendEntry, SYSTEM_ACTOR } from '../../db/repositories/ledger.repository.js';
import { readFeed } from '../../db/repositories/ledger-feed.repository.js';
import { sealLedgerDay } from '../../db/repositories/ledger-roots.repository.js';
import type { Transaction } from '../../db/transaction.js';
import { FeedCheck } from '../../ledger/feed-check.js';
import { lineOfItem } from '../../ledger/feed.js';
import { setStage } from './stage.js';

describe('the feed that supervisors read (R-43, R-46)', () => {
  const stage = setStage(2);
  const note = (tx: Transaction, caseId: string) =>
    appendEntry(tx, { caseId, kind: 'survey-opened', actorId: SYSTEM_ACTOR, clauses: ['R-53'], payload: {} });
  const read = (after: number, limit = 1000) => stage.db.transaction((tx) => readFeed(tx, after, limit));

  it('gives every entry and root one place, page by page, the same for ever', async () => {
    await stage.db.clock.pinClock('2026-03-03T17:00:00.000Z');
    await stage.db.transaction(sealLedgerDay);
    const check = new FeedCheck();
    for (;;) {
      const { start, items } = await read(check.position, 2);
      expect(start).toMatchObject({ after: check.position, head: check.head });
      if (items.length === 0) break;
      for (const item of items) check.take(lineOfItem(item));
    }
    const [counted] = await stage.attacker.rows<{ entries: number }>(
      'SELECT count(*)::int AS entries FROM ledger_entry',
    );
    expect(check.seal()).toMatchObject({ ...counted, days: 1 });
    expect((await read(0)).items.at(-1)).toMatchObject({ position: check.position, head: check.head });
    expect((await read(check.position + 7)).start).toMatchObject({ head: null, last: check.position });
  });

  it('never passes over an entry that commits after later ones were read', async () => {
    const { start } = await read(0);
    const gate = Promise.withResolvers<undefined>();
    const written = Promise.withResolvers<undefined>();
    const slow = stage.db.transaction(async (tx) => {
      await note(tx, 'case-slow');
      written.resolve(undefined);
      await gate.promise;
    });
    await written.promise;
    await stage.db.transaction((tx) => note(tx, 'case-quick'));
    const meanwhile = await read(start.last);
    expect(meanwhile.items.map(({ entry }) => entry?.caseId)).toEqual(['case-quick']);
    gate.resolve(undefined);
    await slow;
    const after = await read(start.last + 1);
    expect(after.items.map(({ entry }) => entry?.caseId)).toEqual(['case-slow']);
  });

  it('numbers once, however many read and write at the same time', async () => {
    const { start } = await read(0);
    const cases = Array.from({ length: 30 }, (_, index) => `case-${String(index % 5)}`);
    const pages = await Promise.all([
      ...cases.map((caseId) => stage.db.transaction((tx) => note(tx, caseId))),
      ...cases.map(() => read(start.last)),
    ]);
    expect(pages).toHaveLength(60);
    const check = new FeedCheck();
    for (const item of (await read(0)).items) check.take(lineOfItem(item));
    expect(check.position).toBe(start.last + cases.length);
  });

  it.each([
    ['a place is changed', `UPDATE ledger_place SET head = repeat('a', 64)`, 'R-46 TRANSITION_FORBIDDEN'],
    ['a place is deleted', 'DELETE FROM ledger_place', 'R-46 TRANSITION_FORBIDDEN'],
    ['places are emptied', 'TRUNCATE ledger_place', 'R-46 TRANSITION_FORBIDDEN'],
    [
      'an entry is kept back from its place',
      `INSERT INTO ledger_entry SELECT case_id, seq + 1, kind, actor, on_behalf_of, at, clauses, payload, hash, hash
         FROM ledger_entry ORDER BY at DESC, seq DESC LIMIT 1; DELETE FROM ledger_arrival`,
      'R-46 TRANSITION_FORBIDDEN',
    ],
    ['arrivals are emptied', 'TRUNCATE ledger_arrival', 'R-46 TRANSITION_FORBIDDEN'],
    [
      'a place is left free',
      `INSERT INTO ledger_place SELECT position + 2, NULL, NULL, '2026-03-09', head, head FROM ledger_place
         ORDER BY position DESC LIMIT 1`,
      'R-46 STEP_OUT_OF_ORDER',
    ],
  ])('cannot be bent: %s', async (_what, sql, answer) => {
    expect(await stage.attacker.attempt(sql)).toBe(answer);
  });

  it.each(['UPDATE ledger_place SET position = 9', 'DELETE FROM reading', 'UPDATE ledger_arrival SET seq = 1'])(
    'is out of the reach of the application: %s',
    async (sql) => {
      await expect(stage.db.transaction((tx) => tx.query(sql))).rejects.toThrow('permission denied');
    },
  );
});
