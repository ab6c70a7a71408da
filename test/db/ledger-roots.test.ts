import { describe, expect, it } from '@jest/globals';
import { appendEntry, exportAll, SYSTEM_ACTOR } from '../../db/repositories/ledger.repository.js';
import { rootsOf, sealLedgerDay } from '../../db/repositories/ledger-roots.repository.js';
import { CopyCheck, sealOf } from '../../ledger/copy.js';
import { lineOf, lineOfEntry } from '../../ledger/line.js';
import { headOf } from '../../ledger/chain.js';
import type { LedgerEntry } from '../../ledger/entry.js';
import { setStage } from './stage.js';

describe('the root of a day of the ledger', () => {
  const stage = setStage(2);
  const seal = () => stage.db.transaction(sealLedgerDay);
  const note = (caseId: string) =>
    stage.db.transaction((tx) =>
      appendEntry(tx, { caseId, kind: 'survey-opened', actorId: SYSTEM_ACTOR, clauses: ['R-53'], payload: {} }),
    );
  /** A copy of the ledger as anybody may take it, checked without the database. */
  const check = async (published?: ReadonlyMap<string, string>): Promise<string> => {
    const { entries, roots } = await stage.db.transaction(async (tx) => ({
      entries: await exportAll(tx),
      roots: await rootsOf(tx),
    }));
    const copy = new CopyCheck();
    const heads = new Map<string, ReturnType<typeof headOf>>();
    entries.forEach((entry: LedgerEntry) => {
      copy.entry(lineOfEntry(entry));
      heads.set(entry.caseId, headOf(entry));
    });
    const sealed = lineOf(sealOf([...heads.values()], entries.length, roots.length));
    const verdict = copy.finish(roots.map(lineOf), sealed, published);
    return verdict.ok ? 'ok' : verdict.message;
  };

  it('covers everything until the end of the day before, once, each day bound to the one before (R-46)', async () => {
    await stage.db.clock.pinClock('2026-03-03T17:00:00.000Z');
    const first = await seal();
    expect(first).toMatchObject({ day: '2026-03-03', prevHash: '0'.repeat(64) });
    expect(first.entries).toBeGreaterThan(0);
    expect(await seal()).toEqual(first);
    await note(stage.field.projectId);
    // Two days on which nobody asked are covered by the third.
    await stage.db.clock.pinClock('2026-03-06T17:00:00.000Z');
    const second = await seal();
    expect(second).toMatchObject({ day: '2026-03-06', prevHash: first.hash, entries: first.entries + 1 });
    expect(await check()).toBe('ok');
  });

  it('takes no entry into a closed day, no root of a running day, and none that is not bound (R-46)', async () => {
    const { attacker } = stage;
    const late = `INSERT INTO ledger_entry (case_id, seq, kind, actor, at, clauses, payload, prev_hash, hash)
      SELECT case_id, seq + 1, kind, actor, at, clauses, payload, hash, repeat('a', 64) FROM ledger_entry
      WHERE case_id = $1 ORDER BY seq DESC LIMIT 1`;
    expect(await attacker.attempt(late, [stage.field.projectId])).toBe('R-46 STEP_OUT_OF_ORDER');
    const root = (day: string, previous: string) =>
      attacker.attempt(
        `INSERT INTO ledger_root (day, root, cases, entries, prev_hash, hash)
         VALUES ($1, repeat('b', 64), 1, 1, ${previous}, repeat('c', 64))`,
        [day],
      );
    const last = '(SELECT hash FROM ledger_root ORDER BY day DESC LIMIT 1)';
    expect(await root('2026-03-07', last)).toBe('R-43、R-46 STEP_OUT_OF_ORDER');
    expect(await root('2026-03-05', last)).toBe('R-43、R-46 STEP_OUT_OF_ORDER');
    await stage.db.clock.pinClock('2026-03-08T17:00:00.000Z');
    expect(await root('2026-03-08', `repeat('0', 64)`)).toBe('R-43、R-46 STEP_OUT_OF_ORDER');
    expect(await root('2026-03-08', last)).toBe('done');
    expect(await attacker.attempt('UPDATE ledger_root SET cases = 0')).toBe('R-46 TRANSITION_FORBIDDEN');
  });

  it('exposes what the administrator of the database changed past every guard (R-43, R-44)', async () => {
    const published = new Map((await stage.db.transaction(rootsOf)).map(({ day, hash }) => [day, hash] as const));
    expect(await check(published)).toBe('ok');
    await stage.attacker.plant(`UPDATE ledger_entry SET actor = 'somebody' WHERE case_id = $1 AND seq = 1`, [
      stage.field.projectId,
    ]);
    expect(await check(published)).toContain(`案件 ${stage.field.projectId} 第 1 条：内容与哈希不符`);
    await stage.attacker.plant('DELETE FROM ledger_entry WHERE case_id = $1', [stage.field.projectId]);
    expect(await check(published)).toContain('2026-03-03 的日根与记录不符');
  });
});
