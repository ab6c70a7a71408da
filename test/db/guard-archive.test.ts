import { beforeAll, describe, expect, it } from '@jest/globals';
import { APPLICATION_ROLE } from '../../db/application-role.js';
import { createAccount, createOrganisation } from '../../db/repositories/accounts.repository.js';
import { recordAct } from '../../db/repositories/acts.repository.js';
import { bytesOf, storeBytes } from '../../db/repositories/blobs.repository.js';
import { withdraw } from '../../db/repositories/case-acts.repository.js';
import {
  carryOutDisposal,
  dueList,
  getDisposal,
  openDueDisposals,
  storeDisposalList,
} from '../../db/repositories/disposals.repository.js';
import { recordEntry } from '../../db/repositories/entries.repository.js';
import type { ActName } from '../../rules/acts.js';
import { retentionClass } from '../../rules/archive/retention.js';
import { CASE_VARIABLES } from '../../rules/acts/case-kinds.js';
import { setStage } from './stage.js';

describe('guards on the papers of closed projects, against plain SQL', () => {
  const stage = setStage(1);
  const hashes: Record<'contract' | 'shared' | 'hearing', string> = { contract: '', shared: '', hearing: '' };
  let disposalId: string;
  let archivist: string;
  let tasks = 0;
  let contentHash: string;
  const REFUSED = 'R-47 TRANSITION_FORBIDDEN';

  /** Plants a paper of the project, stored for a task of an act. */
  async function paper(key: keyof typeof hashes, act: ActName): Promise<void> {
    const { db, attacker, field } = stage;
    hashes[key] = await db.transaction((tx) => storeBytes(tx, 'text/plain', Buffer.from(`${key}\n`)));
    await attacker.plant(
      `INSERT INTO task_entry (task_key, act, case_kind, case_id, round, person_id, given, content_hash)
       VALUES ($4, $1, 'project', $2, 1, $3, '{}', 'h')`,
      [act, field.projectId, field.staff.town, `${act}-${key}`],
    );
    await attacker.plant(
      `INSERT INTO case_document (case_kind, case_id, task_key, name, content_hash, uploaded_by)
       VALUES ('project', $1, $2, $3, $4, $5)`,
      [field.projectId, `${act}-${key}`, `${key}.txt`, hashes[key], field.staff.town],
    );
  }

  const closed = (ago: string) =>
    stage.attacker.plant(`UPDATE project_closing SET closed_at = app_now() - $1::interval`, [ago]);
  const destroy = (hash: string) =>
    stage.attacker.attempt('INSERT INTO destroyed_paper (content_hash, disposal_id) VALUES ($1, $2)', [
      hash,
      disposalId,
    ]);
  const act = (name: ActName, personId: string, verdict: string, more = {}) =>
    stage.db.transaction((tx) =>
      recordAct(tx, { act: name, caseId: disposalId, personId, verdict, taskKey: `77${String(++tasks)}`, ...more }),
    );

  beforeAll(async () => {
    const { db, field, attacker } = stage;
    await paper('contract', 'sign-commission');
    await paper('shared', 'sign-commission');
    await paper('hearing', 'define-scope');
    await attacker.plant(
      `INSERT INTO file_bag_document (household_id, type, name, content_hash, uploaded_by) VALUES ($1, 'other', '同文', $2, $3)`,
      [field.householdId, hashes.shared, field.staff.officerA],
    );
    await attacker.plant(`UPDATE household SET stage = 'closed'`);
    await attacker.plant(`INSERT INTO project_closing (project_id, list_hash) VALUES ($1, 'hash')`, [field.projectId]);
    archivist = await db.transaction(async (tx) =>
      createAccount(tx, {
        username: 'archive',
        displayName: '档案接收甲',
        organisationId: await createOrganisation(tx, '区档案馆', 'archive'),
        password: 'correct horse',
        roles: [{ role: 'district-archivist', validFrom: '2026-01-01' }],
      }),
    );
  });

  it('classes a paper as the rules do (R-47)', async () => {
    for (const kind of Object.keys(CASE_VARIABLES)) {
      for (const name of [null, 'sign-commission', 'define-scope'] as const) {
        const [row] = await stage.attacker.rows<{ kept: string }>('SELECT retention_class($1, $2) AS kept', [
          kind,
          name,
        ]);
        expect([kind, name, row?.kept]).toEqual([kind, name, retentionClass(kind, name)]);
      }
    }
  });

  it('opens no destruction before the last day of keeping is over, nor while an inspection is open (R-47)', async () => {
    const { db, field, attacker } = stage;
    const open = (purpose: string) =>
      attacker.attempt('INSERT INTO archive_disposal (number, project_id, purpose) VALUES ($1, $2, $1)', [
        purpose,
        field.projectId,
      ]);
    await closed('5 years');
    expect(await open('transfer')).toBe('R-47 GATE_NOT_DUE');
    await closed('14 years');
    expect(await open('transfer')).toBe('done');
    expect(await open('destruction')).toBe('R-47 GATE_NOT_DUE');
    await closed('16 years 2 months');
    await attacker.plant(
      `INSERT INTO inspection (number, project_id, firm_organisation_id, kind, side, due_on, reason)
       VALUES ('检', $1, $2, 'before', 'outside', app_today(), '抽查')`,
      [field.projectId, field.staff.firmId],
    );
    expect(await open('destruction')).toBe('R-47 GATE_NOT_DUE');
    await attacker.plant('UPDATE inspection SET closed_at = app_now()');
    await db.transaction((tx) => openDueDisposals(tx));
    // The same day again opens nothing twice.
    expect(await db.transaction((tx) => openDueDisposals(tx))).toBe(0);
    const [disposal] = await attacker.rows<{ id: string }>(
      `SELECT id FROM archive_disposal WHERE purpose = 'destruction'`,
    );
    disposalId = disposal?.id ?? '';
  });

  it('lists exactly what is due: no permanent paper, none left out, and only for the list as it was seen', async () => {
    const { db, field, attacker } = stage;
    const due = await db.transaction(async (tx) => dueList(tx, await getDisposal(tx, disposalId)));
    expect(due.files.map(({ name }) => name).sort()).toEqual(['contract.txt', 'shared.txt']);
    const propose = (listHash: string) =>
      db.transaction((tx) => {
        const taskCase = { kind: 'archive-disposal', id: disposalId, act: 'propose-disposal' } as const;
        const values = { reason: '期满，无保存价值', listHash };
        const entry = { taskCase, taskKey: '7700', personId: field.staff.town, round: 1, given: values };
        return recordEntry(tx, { ...entry, replaces: 'case' }, (entryId) =>
          storeDisposalList(tx, { entryId, disposalId }, values),
        );
      });
    await expect(propose('a'.repeat(64))).rejects.toThrow('清单摘要与系统编制的到期清单不符');
    ({ contentHash } = await propose(due.contentHash));
    const forged = [
      ...due.files,
      { of: 'project', name: 'hearing.txt', hash: hashes.hearing, class: 'staff', keptUntil: null },
    ];
    for (const files of [forged, due.files.slice(1)]) {
      const attempt = await attacker.attempt(
        `INSERT INTO archive_disposal_list SELECT id, $1, '理由', $2::jsonb, $3, 'h' FROM task_entry
         WHERE task_key = '7700'`,
        [disposalId, JSON.stringify(files), files.length],
      );
      expect(attempt).toBe('R-47 LIST_CHANGED');
    }
  });

  it('destroys nothing that one person or one body decided alone, nor by somebody who handles money (SD8)', async () => {
    const { db, field, attacker } = stage;
    await expect(act('decide-disposal', archivist, 'approved', { contentHash })).resolves.toBeDefined();
    // Decided before it was proposed counts for nothing.
    expect(await destroy(hashes.contract)).toBe('R-47 GATE_NOT_DUE');
    const early = await attacker.rows<{ id: string }>(`SELECT id FROM case_act WHERE act = 'decide-disposal'`);
    await db.transaction((tx) =>
      withdraw(
        tx,
        early.map(({ id }) => id),
      ),
    );
    await attacker.plant(
      `INSERT INTO account_role (account_id, role, valid_from) VALUES ($1, 'bookkeeper', '2026-01-01')`,
      [field.staff.town],
    );
    await expect(act('propose-disposal', field.staff.town, 'proposed', { taskKey: '7700' })).rejects.toThrow(
      '不得兼管会计档案',
    );
    await attacker.plant(`DELETE FROM account_role WHERE account_id = $1 AND role = 'bookkeeper'`, [field.staff.town]);
    await act('propose-disposal', field.staff.town, 'proposed', { taskKey: '7700' });
    expect(await destroy(hashes.contract)).toBe('R-47 GATE_NOT_DUE');
    const decide = (personId: string, content = contentHash) =>
      attacker.attempt(
        `INSERT INTO case_act (case_kind, case_id, act, round, person_id, task_key, verdict, content_hash)
         VALUES ('archive-disposal', $1, 'decide-disposal', 1, $2, '7800', 'approved', $3)`,
        [disposalId, personId, content],
      );
    await attacker.plant(
      `INSERT INTO account_role (account_id, role, valid_from) VALUES ($1, 'district-archivist', '2026-01-01'),
         ($2, 'district-archivist', '2026-01-01')`,
      [field.staff.town, field.staff.checker],
    );
    expect(await decide(field.staff.town)).toBe('SD8 DUTY_NOT_SEPARATED');
    expect(await decide(field.staff.checker)).toBe('SD8 DUTY_NOT_SEPARATED');
    expect(await decide(field.staff.officerA)).toBe('R-69 ROLE_MISSING');
    await expect(db.transaction((tx) => carryOutDisposal(tx, disposalId))).rejects.toThrow('尚未由他人决定');
    expect(await attacker.attempt('SELECT destroy_listed($1)', [disposalId])).toBe('R-47 GATE_NOT_DUE');
  });

  it('destroys what was decided and nothing else: not off the list, not shared, not by SQL, not twice (R-46, R-47)', async () => {
    const { db, field, attacker } = stage;
    await act('decide-disposal', archivist, 'approved', { contentHash });
    expect(await destroy(hashes.hearing)).toBe(REFUSED);
    expect(await destroy(hashes.shared)).toBe(REFUSED);
    const REMOVED = 'UPDATE document_blob SET bytes = NULL WHERE content_hash = $1';
    expect(await attacker.attempt(REMOVED, [hashes.contract])).toBe('R-46 TRANSITION_FORBIDDEN');
    expect(await attacker.attempt('DELETE FROM document_blob')).toBe('R-46 TRANSITION_FORBIDDEN');
    expect(
      await attacker.attempt(`SET LOCAL ROLE ${APPLICATION_ROLE}; UPDATE document_blob SET bytes = NULL`),
    ).toContain('permission denied');
    // What came up between decision and destruction holds it up.
    await attacker.plant('UPDATE inspection SET closed_at = NULL');
    expect(await attacker.attempt('SELECT destroy_listed($1)', [disposalId])).toBe('R-47 GATE_NOT_DUE');
    await attacker.plant('UPDATE inspection SET closed_at = app_now()');

    const done = await db.transaction((tx) => carryOutDisposal(tx, disposalId));
    expect(done).toEqual({ fileCount: 2, destroyed: 1 });
    expect(await db.transaction((tx) => carryOutDisposal(tx, disposalId))).toEqual(done);
    expect(await attacker.attempt('SELECT destroy_listed($1)', [disposalId])).toBe(REFUSED);
    const left = await attacker.rows('SELECT content_hash FROM document_blob WHERE bytes IS NULL');
    expect(left).toEqual([{ content_hash: hashes.contract }]);
    const words = await db.transaction((tx) => bytesOf(tx, hashes.contract));
    expect(words.bytes.toString()).toMatch(/已按销毁清单 销毁-.+ 于 2026-03-02 销毁/);
    const again = db.transaction((tx) => storeBytes(tx, 'text/plain', Buffer.from('contract\n')));
    await expect(again).rejects.toThrow('不能再次存入');
    for (const table of ['archive_disposal', 'archive_disposal_list', 'archive_disposal_end', 'destroyed_paper']) {
      expect([table, await attacker.attempt(`DELETE FROM ${table}`)]).toEqual([table, 'R-46 TRANSITION_FORBIDDEN']);
    }
    const ledger = await attacker.rows(
      `SELECT kind FROM ledger_entry WHERE case_id = $1 AND kind = 'files-destroyed'`,
      [field.projectId],
    );
    expect(ledger).toHaveLength(1);
    expect(await db.transaction((tx) => openDueDisposals(tx))).toBe(0);
  });
});
