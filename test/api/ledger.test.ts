import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { LedgerPage } from '../../api/contract/index.js';
import { refuse } from '../../db/repositories/acts.repository.js';
import { appendEntries, householdActor, SYSTEM_ACTOR } from '../../db/repositories/ledger.repository.js';
import { PROJECT, projectWithHouseholds, startApi } from './api-under-test.js';
import type { ApiUnderTest } from './api-under-test.js';

describe('the ledger, looked through by those who supervise from outside (R-43, R-46, R-74)', () => {
  let api: ApiUnderTest;
  let projectId: string;
  let household: { id: string; caseNumber: string };
  let seal: string;
  beforeAll(async () => {
    api = await startApi();
    const made = await projectWithHouseholds(api);
    projectId = made.projectId;
    household = made.households[0] ?? { id: '', caseNumber: '' };
    const [row] = await api.db.query<{ id: string }>(`SELECT id FROM account WHERE username = 'seal-keeper'`);
    seal = row?.id ?? '';
    await api.db.transaction(async (tx) => {
      const findings = [{ code: 'DUTY_NOT_SEPARATED', message: '不得兼办', basis: 'SD2' }] as const;
      await refuse(tx, { act: 'seal-agreement', caseId: household.id, personId: seal, findings });
    });
    await api.db.clock.pinClock('2026-03-02T02:00:00.000Z');
    await api.db.transaction((tx) =>
      appendEntries(tx, [
        {
          caseId: household.id,
          kind: 'act-recorded',
          actorId: householdActor(household.id),
          clauses: ['R-48'],
          payload: { act: 'seal-agreement', round: 2, verdict: 'returned', returnReason: 'b', taskKey: '12' },
        },
        {
          caseId: projectId,
          kind: 'funds-reserved',
          actorId: SYSTEM_ACTOR,
          clauses: [],
          payload: { amountFen: 1234n },
        },
        ...Array.from({ length: 60 }, () => ({
          caseId: '0000-alarm',
          kind: 'alarm-raised' as const,
          actorId: SYSTEM_ACTOR,
          clauses: [],
          payload: {},
        })),
      ]),
    );
  });
  afterAll(() => api.close());

  const read = async (query: object = {}): Promise<LedgerPage> =>
    (await (await api.as('discipline-inspector')).get('/api/ledger/entries').query(query).expect(200))
      .body as LedgerPage;

  it('says in words who did what, and what was refused and why', async () => {
    const { items } = await read({ projectId });
    expect(items).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          caseTitle: household.caseNumber,
          projectName: PROJECT.name,
          kindLabel: '事项办理',
          what: '用印，退回，面积认定不清晰，第 2 轮',
          personName: `住户 ${household.caseNumber}`,
          refused: false,
        }),
        expect.objectContaining({ caseTitle: PROJECT.code, what: '金额 12.34 元', personName: '系统' }),
        expect.objectContaining({
          kindLabel: '事项被拒',
          what: '用印，同一人不得兼办不相容的事项',
          personName: '人员 seal-keeper',
          organisationName: '征收事务所甲',
          clauses: ['SD2'],
          refused: true,
        }),
      ]),
    );
    expect(items.filter(({ caseId }) => caseId === '0000-alarm')).toEqual([]);
  });

  it('finds by person, by kind, and refusals alone', async () => {
    expect((await read({ person: 'seal-keeper' })).items).toHaveLength(1);
    expect((await read({ person: household.caseNumber })).items).toHaveLength(1);
    expect((await read({ kind: 'funds-reserved' })).items).toHaveLength(1);
    expect((await read({ refused: 'true' })).items.map(({ refused }) => refused)).toEqual([true]);
    expect((await read({ refused: 'true', kind: 'case-read' })).items).toEqual([]);
    expect((await read({ person: '无此人' })).items).toEqual([]);
  });

  it('goes back page by page without a gap or a repeat, also among entries of one moment', async () => {
    const seen: string[] = [];
    for (let before: string | null | undefined; before !== null;) {
      const { items, older } = await read(before === undefined ? {} : { before });
      seen.push(...items.map(({ caseId, seq }) => `${caseId}:${String(seq)}`));
      before = older;
    }
    const [row] = await api.db.query<{ count: number }>('SELECT count(*)::int AS count FROM ledger_entry');
    expect(new Set(seen).size).toBe(row?.count);
    expect(seen).toHaveLength(row?.count ?? 0);
    for (const before of ['x', '2026-03-02~a~1', 'tomorrow-or-so~a~1', '2026-03-02T01:00:00.000Z~a~0']) {
      await (await api.as('auditor')).get('/api/ledger/entries').query({ before }).expect(400);
    }
  });

  it('is closed to the firms, to whoever decides, and to the administrator', async () => {
    await api.anonymous.get('/api/ledger/entries').expect(401);
    for (const role of ['administrator', 'general-manager', 'field-officer', 'town-officer', 'district-government']) {
      await (await api.as(role)).get('/api/ledger/entries').expect(403);
    }
  });
});
