import { beforeAll, describe, expect, it } from '@jest/globals';
import { Client } from 'pg';
import { appendEntry, entriesOf, exportAll } from '../../db/repositories/ledger.repository.js';
import { refuse } from '../../db/repositories/acts.repository.js';
import { verifyChain } from '../../ledger/chain.js';
import { setStage } from './stage.js';

const EVIDENCE = ['ledger_entry', 'agreement_signature', 'document_blob', 'special_account_entry', 'payment_list_item'];

describe('evidence (R-46)', () => {
  const stage = setStage();
  beforeAll(async () => {
    await stage.field.freeze();
    await stage.field.negotiate();
    await stage.field.check();
    await stage.field.sign();
  });

  it.each([...EVIDENCE, 'case_act', 'household', 'agreement', 'outbox'])('in %s cannot be emptied', async (table) => {
    expect(await stage.attacker.attempt(`TRUNCATE ${table} CASCADE`)).toBe('R-46 TRANSITION_FORBIDDEN');
  });

  it.each([
    ['a ledger entry is changed', `UPDATE ledger_entry SET actor = 'somebody'`],
    ['a ledger entry is deleted', 'DELETE FROM ledger_entry'],
    ['an act is deleted', 'DELETE FROM case_act'],
    ['an act gets another person', 'UPDATE case_act SET person_id = gen_random_uuid()'],
    ['an act gets another verdict', `UPDATE case_act SET verdict = 'approved', withdrawn_at = now()`],
    ['a signature is deleted', 'DELETE FROM agreement_signature'],
    ['a household is deleted', 'DELETE FROM household'],
    [
      'a ledger entry is slipped in',
      `INSERT INTO ledger_entry SELECT case_id, 1000, kind, actor, on_behalf_of, at, clauses, payload, prev_hash, hash
       FROM ledger_entry WHERE seq = 1`,
    ],
  ])('is refused when %s', async (_what, sql) => {
    expect(await stage.attacker.attempt(sql)).toBe('R-46 TRANSITION_FORBIDDEN');
  });

  it.each([
    [
      'an act comes without its entry',
      `INSERT INTO case_act (case_kind, case_id, act, round, person_id, task_key, verdict)
       SELECT 'household', case_id, 'rectify-file-bag', 9, person_id, 'x', 'rectified'
       FROM case_act WHERE act = 'negotiate' LIMIT 1`,
    ],
    [
      'an approval is taken back without an entry',
      `UPDATE case_act SET withdrawn_at = app_now() WHERE act = 'check-before-signing'`,
    ],
  ])('is refused at the end of the transaction when %s', async (_what, sql) => {
    expect(await stage.attacker.attempt(sql)).toBe('done');
    expect(await stage.attacker.attempt(`${sql}; SET CONSTRAINTS ALL IMMEDIATE`)).toBe('R-46 TRANSITION_FORBIDDEN');
    await expect(stage.db.transaction((tx) => tx.query(sql))).rejects.toMatchObject({ code: 'TRANSITION_FORBIDDEN' });
  });

  it('cannot be withdrawn twice', async () => {
    const sql = 'UPDATE case_act SET withdrawn_at = now()';
    expect(await stage.attacker.attempt(`${sql}; ${sql}`)).toBe('R-46 TRANSITION_FORBIDDEN');
  });

  it.each([
    ['UPDATE ledger_entry SET actor = $1', 'ledger_entry'],
    ['DELETE FROM ledger_entry WHERE actor = $1', 'ledger_entry'],
    ['UPDATE case_act SET note = $1', 'case_act'],
    ['DELETE FROM case_act WHERE note = $1', 'case_act'],
    ['UPDATE act_separation SET clause = $1', 'act_separation'],
    ['ALTER TABLE ledger_entry DISABLE TRIGGER ALL', 'ledger_entry'],
  ])('is out of the reach of the application role: %s', async (sql, table) => {
    const parameters = sql.includes('$1') ? ['x'] : [];
    const attempt = stage.db.transaction((tx) => tx.query(sql, parameters));
    await expect(attempt).rejects.toThrow(new RegExp(`permission denied|must be owner of table ${table}`));
  });

  it('is what the application works as: no owner, no superuser', async () => {
    const [row] = await stage.db.query<{ role: string; superuser: boolean }>(
      'SELECT current_user AS role, rolsuper AS superuser FROM pg_roles WHERE rolname = current_user',
    );
    expect(row).toEqual({ role: 'expropriation_app', superuser: false });
  });

  it('forms one chain per case, refusals included, also when many write at once', async () => {
    const { householdId, staff } = stage.field;
    const entry = { caseId: householdId, kind: 'document-stored', actorId: staff.officerA, clauses: ['R-47'] } as const;
    await Promise.all(
      Array.from({ length: 20 }, (_, number) =>
        stage.db.transaction((tx) => appendEntry(tx, { ...entry, payload: { number } })),
      ),
    );
    const findings = [{ code: 'DUTY_NOT_SEPARATED', message: '不得兼办', basis: 'SD2' }] as const;
    await stage.db.transaction((tx) =>
      refuse(tx, { act: 'seal-agreement', caseId: householdId, personId: staff.officerA, findings }),
    );
    const entries = await stage.db.transaction((tx) => entriesOf(tx, householdId));
    expect(verifyChain(entries)).toMatchObject({ ok: true });
    expect(entries.at(-1)).toMatchObject({ kind: 'act-refused', clauses: ['SD2'], actorId: staff.officerA });
    expect((await stage.db.transaction((tx) => exportAll(tx))).length).toBeGreaterThan(entries.length);
  });

  it('refuses personal data in a ledger entry, and then writes nothing', async () => {
    const { householdId } = stage.field;
    const count = async () => (await stage.db.transaction((tx) => entriesOf(tx, householdId))).length;
    const before = await count();
    const entry = { caseId: householdId, kind: 'document-stored', actorId: 'system', clauses: [] } as const;
    const attempt = stage.db.transaction((tx) => appendEntry(tx, { ...entry, payload: { name: '住户甲' } }));
    await expect(attempt).rejects.toThrow('ids, hashes and codes only');
    expect(await count()).toBe(before);
  });

  it('survives a client that dies in the middle of a transaction', async () => {
    const client = new Client({ connectionString: stage.url });
    client.on('error', () => undefined);
    await client.connect();
    await client.query('BEGIN');
    const { rows } = await client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
    await client.query(`SELECT pg_advisory_xact_lock(hashtextextended($1, 0))`, [`ledger:${stage.field.householdId}`]);
    await stage.attacker.rows('SELECT pg_terminate_backend($1)', [rows[0]?.pid]);
    const entry = { caseId: stage.field.householdId, kind: 'document-stored', actorId: 'system', clauses: [] } as const;
    await stage.db.transaction((tx) => appendEntry(tx, { ...entry, payload: {} }));
    await client.end().catch(() => undefined);
  });
});
