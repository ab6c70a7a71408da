import { describe, expect, it } from '@jest/globals';
import {
  certificateValidOn,
  createAccount,
  findAccountByUsername,
  rolesOn,
  verifyPassword,
} from '../../db/repositories/accounts.repository.js';
import { documentsOf, getDocument, storeDocument } from '../../db/repositories/documents.repository.js';
import { searchHouseholds } from '../../db/repositories/household-search.repository.js';
import {
  getHousehold,
  importHouseholds,
  issueAccessCode,
  verifyAccessCode,
} from '../../db/repositories/households.repository.js';
import { listProjects } from '../../db/repositories/projects.repository.js';
import { householdRow, householdRows } from '../factories/household.js';
import { createProject } from '../factories/project.js';
import { PASSWORD } from '../factories/staff.js';
import { setStage } from './stage.js';

describe('accounts', () => {
  const stage = setStage();

  it('are found by the right password only, and the hash is not the password', async () => {
    const { db, field } = stage;
    const account = await db.transaction((tx) => verifyPassword(tx, 'officerA', PASSWORD));
    expect(account).toMatchObject({ id: field.staff.officerA, displayName: '经办甲' });
    expect(account?.passwordHash).not.toContain(PASSWORD);
    expect(await db.transaction((tx) => verifyPassword(tx, 'officerA', 'wrong'))).toBeNull();
    expect(await db.transaction((tx) => verifyPassword(tx, 'nobody', PASSWORD))).toBeNull();
  });

  it('that are closed open nothing and hold no role', async () => {
    const { db, field } = stage;
    await stage.attacker.plant(`UPDATE account SET active = false WHERE username = 'officerC'`);
    expect(await db.transaction((tx) => verifyPassword(tx, 'officerC', PASSWORD))).toBeNull();
    expect(await db.transaction((tx) => rolesOn(tx, field.staff.officerC, '2026-03-02'))).toEqual([]);
  });

  it('are created once per user name', async () => {
    const { db, field } = stage;
    const again = {
      username: 'officerA',
      displayName: '另一人',
      organisationId: field.staff.firmId,
      password: 'x',
      roles: [],
    };
    expect(await db.transaction((tx) => createAccount(tx, again))).toBe(field.staff.officerA);
    expect(await db.transaction((tx) => findAccountByUsername(tx, 'officerA'))).toMatchObject({
      displayName: '经办甲',
    });
  });

  it.each([
    ['2025-12-31', [], false],
    ['2026-01-01', ['field-officer'], true],
    ['2026-12-31', ['field-officer'], true],
    ['2027-01-01', ['field-officer'], false],
  ])('on %s hold roles %j, certificate valid: %s', async (date, roles, valid) => {
    const { db, field } = stage;
    expect(await db.transaction((tx) => rolesOn(tx, field.staff.officerA, date))).toEqual(roles);
    expect(await db.transaction((tx) => certificateValidOn(tx, field.staff.officerA, date))).toBe(valid);
  });
});

describe('the register of households', () => {
  const stage = setStage(0);
  const load = (rows = householdRows(3)) =>
    stage.db.transaction((tx) => importHouseholds(tx, stage.field.projectId, rows, stage.field.staff.town));

  it('is imported as a whole, starts each case, and takes the same file again', async () => {
    expect(await load()).toEqual({ imported: 3, unchanged: 0 });
    expect(await load()).toEqual({ imported: 0, unchanged: 3 });
    const messages = await stage.db.query<{ ttl_ms: bigint; variables: { caseNumber: string } }>(
      `SELECT ttl_ms, variables FROM outbox WHERE name = 'household-registered' ORDER BY seq`,
    );
    expect(messages.map(({ variables }) => variables.caseNumber)).toEqual([
      '宝征-2026-001-0001',
      '宝征-2026-001-0002',
      '宝征-2026-001-0003',
    ]);
    expect(messages.every(({ ttl_ms: ttl }) => ttl === 0n)).toBe(true);
  });

  it('is refused as a whole when one row contradicts what is there, or stands twice', async () => {
    const changed = load([householdRow(4), householdRow(1, { address: '乙路1号' })]);
    await expect(changed).rejects.toMatchObject({ code: 'ROW_DUPLICATE' });
    const twice = load([householdRow(5), householdRow(5)]);
    await expect(twice).rejects.toMatchObject({ findings: [{ field: 'number' }] });
    const impossible = load([householdRow(6), householdRow(7, { hardshipPersons: 99 })]);
    await expect(impossible).rejects.toThrow('household_check');
    const { total } = await stage.db.transaction((tx) => searchHouseholds(tx, { projectId: stage.field.projectId }));
    expect(total).toBe(3);
  });

  it('is searched by words as they are typed, page by page', async () => {
    const search = (query: Parameters<typeof searchHouseholds>[1]) =>
      stage.db.transaction((tx) => searchHouseholds(tx, query));
    expect(await search({ q: '甲路2号' })).toMatchObject({ total: 1, items: [{ number: '0002', totalFen: null }] });
    expect(await search({ q: '%' })).toMatchObject({ total: 0 });
    expect(await search({ stage: 'paid' })).toMatchObject({ total: 0, items: [] });
    const second = await search({ page: 2, pageSize: 2 });
    expect(second.items.map(({ number }) => number)).toEqual(['0003']);
  });

  it('opens a household its case by an access code that is shown once (R-43)', async () => {
    const { db, field } = stage;
    const { items } = await db.transaction((tx) => searchHouseholds(tx, { q: '0001' }));
    const { id = '', caseNumber = '' } = items[0] ?? {};
    const code = await db.transaction((tx) => issueAccessCode(tx, id, field.staff.officerA));
    const open = (typed: string) => db.transaction((tx) => verifyAccessCode(tx, caseNumber, typed));
    expect(await open(code)).toMatchObject({ householdId: id, party: 'household' });
    expect(await open(`  ${code.toLowerCase()} `)).toMatchObject({ householdId: id });
    expect(await open('WRONGCODE2')).toBeNull();
    expect((await db.transaction((tx) => getHousehold(tx, id))).accessCodeHash).not.toContain(code);
    await db.transaction((tx) => issueAccessCode(tx, id, field.staff.officerA));
    expect(await open(code)).toBeNull();
  });

  it('keeps papers by their hash; a new one supersedes, the old one stays (R-47)', async () => {
    const { db, field } = stage;
    const { items } = await db.transaction((tx) => searchHouseholds(tx, { q: '0001' }));
    const householdId = items[0]?.id ?? '';
    const paper = { householdId, type: 'tenancy-voucher', name: '租用公房凭证', mediaType: 'text/plain' } as const;
    const store = (text: string) =>
      db.transaction((tx) =>
        storeDocument(tx, { ...paper, bytes: Buffer.from(text), uploadedBy: field.staff.officerA }),
      );
    const first = await store('第一版');
    expect((await store('第一版')).id).toBe(first.id);
    const second = await store('第二版');
    expect((await db.transaction((tx) => documentsOf(tx, householdId))).map(({ id }) => id)).toEqual([second.id]);
    const old = await db.transaction((tx) => getDocument(tx, householdId, first.id));
    expect(old.bytes.toString()).toBe('第一版');
    expect(old.supersededAt).not.toBeNull();
    const elsewhere = db.transaction((tx) => getDocument(tx, second.id, first.id));
    await expect(elsewhere).rejects.toMatchObject({ kind: 'file_bag_document' });
  });

  it('is counted live per project; a code is registered once, a collective project not at all', async () => {
    const { db, field } = stage;
    expect(await db.transaction((tx) => createProject(tx, field.staff))).toBe(field.projectId);
    const projects = await db.transaction((tx) => listProjects(tx));
    expect(projects).toMatchObject([{ households: 3, determined: 0, sealed: 0, rateBp: 0, effectiveRateBp: 9_000 }]);
    const collective = db.transaction((tx) =>
      createProject(tx, field.staff, { code: '宝征-2026-002', mode: 'collective' }),
    );
    await expect(collective).rejects.toMatchObject({ code: 'FIELD_NOT_APPLICABLE' });
  });
});
