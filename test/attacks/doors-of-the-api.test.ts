import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import request from 'supertest';
import type TestAgent from 'supertest/lib/agent.js';
import { actOf } from '../../rules/acts.js';
import { projectWithHouseholds, startApi } from '../api/api-under-test.js';
import type { ApiUnderTest } from '../api/api-under-test.js';
import { DOORS, ROLE_ATTACKS } from './doors.js';
import type { Door } from './doors.js';

interface Entry {
  readonly caseId: string;
  readonly kind: string;
  readonly clauses: readonly string[];
  readonly codes: readonly string[];
}

/** Whoever tries a door that is not his is refused with the clause, and the attempt stands in the ledger. */
describe('at the doors of the interface', () => {
  let api: ApiUnderTest;
  let projectId: string;
  let householdId: string;
  const agents = new Map<string, TestAgent>();
  const accounts = new Map<string, string>();

  beforeAll(async () => {
    api = await startApi();
    const known = await projectWithHouseholds(api);
    projectId = known.projectId;
    householdId = known.households[0]?.id ?? '';
    for (const { role } of ROLE_ATTACKS) if (!agents.has(role)) agents.set(role, await api.as(role));
    const officer = agents.get('field-officer');
    const code = await officer?.post(`/api/households/${known.households[1]?.id ?? ''}/access-code`).expect(201);
    const neighbour = api.anonymous;
    const { accessCode, caseNumber } = code?.body as { accessCode: string; caseNumber: string };
    await neighbour.post('/api/household-session').send({ accessCode, caseNumber }).expect(200);
    agents.set('neighbour', neighbour);
    const rows = await api.db.query<{ username: string; id: string }>('SELECT username, id FROM account');
    for (const { username, id } of rows) accounts.set(username, id);
    accounts.set('neighbour', `household:${known.households[1]?.id ?? ''}`);
  }, 60_000);
  afterAll(() => api.close(), 30_000);

  /** What a door is about here; whatever else a path names is unknown. */
  const named = (path: string): string | null =>
    path.startsWith('/households/:id') ? householdId : path.startsWith('/projects/:id') ? projectId : null;
  const UNKNOWN = '00000000-0000-4000-8000-0000000000aa';
  const knock = (who: TestAgent, { method, path }: Door) =>
    who[method](`/api${path.replace(/:id/, named(path) ?? UNKNOWN).replace(/:\w+/g, UNKNOWN)}`);
  const entriesOf = (actor: string, { method, path }: Door) =>
    api.db.query<Entry>(
      `SELECT case_id AS "caseId", kind, clauses, payload -> 'codes' AS codes FROM ledger_entry
       WHERE actor = $1 AND payload ->> 'door' = $2`,
      [actor, `${method.toUpperCase()}:${path}`],
    );
  const kindOf = ({ method }: Door) => (method === 'get' ? 'reading-refused' : 'act-refused');

  it.each(ROLE_ATTACKS)('$role is refused $method $path, with clause and entry', async (attack) => {
    const { role, act, path } = attack;
    const who = agents.get(role);
    const actor = accounts.get(role) ?? '';
    if (who === undefined) throw new Error(`nobody is ${role}`);
    const clauses = [...actOf(act).clauses];
    const { status, body } = await knock(who, attack);
    expect({ status, body: body as unknown }).toMatchObject({
      status: 403,
      body: { code: 'ROLE_MISSING', findings: [{ clauses }] },
    });
    const entry = { caseId: named(path) ?? actor, kind: kindOf(attack), clauses, codes: ['ROLE_MISSING'] };
    expect(await entriesOf(actor, attack)).toEqual([entry]);
  });

  it.each(DOORS)('a household is refused $method $path, with clause and entry', async (door) => {
    const who = agents.get('neighbour');
    if (who === undefined) throw new Error('nobody is the neighbour');
    const { status, body } = await knock(who, door);
    expect({ status, body: body as unknown }).toMatchObject({
      status: 403,
      body: { code: 'ROLE_MISSING', findings: [{ clauses: ['R-46'] }] },
    });
    const actor = accounts.get('neighbour') ?? '';
    const caseId = named(door.path) ?? actor.replace('household:', '');
    const entry = { caseId, kind: kindOf(door), clauses: ['R-46'], codes: ['ROLE_MISSING'] };
    expect(await entriesOf(actor, door)).toEqual([entry]);
  });

  it('no door breaks over a household there is not', async () => {
    const auditor = await api.as('auditor');
    const faults: string[] = [];
    for (const { method, path } of DOORS) {
      // The process of a case is asked of the engine, which is away here.
      if (method !== 'get' || path === '/households/:id/process') continue;
      const { status } = await auditor.get(`/api${path.replace(/:\w+/g, UNKNOWN)}`);
      if (status >= 500) faults.push(path);
    }
    expect(faults).toEqual([]);
    await auditor.get(`/api/households/${UNKNOWN}/decision`).expect(404);
  });

  const count = async () => (await api.db.query('SELECT FROM ledger_entry')).length;

  it('nobody who is not signed in makes the ledger write (R-46)', async () => {
    const before = await count();
    for (const door of DOORS) {
      expect((await knock(request.agent(api.app), door)).status).toBe(401);
    }
    expect(await count()).toBe(before);
  });

  it('the same attempt again on the same day leaves no second entry, and the next day does (R-46)', async () => {
    const [attack] = ROLE_ATTACKS;
    if (attack === undefined) throw new Error('no attack');
    const who = agents.get(attack.role);
    const before = await count();
    for (let again = 0; again < 20; again += 1) await who?.post('/api/projects').expect(403);
    expect(await count()).toBe(before);
    await api.db.clock.pinClock('2026-03-03T01:00:00.000Z');
    await who?.post('/api/projects').expect(403);
    expect(await count()).toBe(before + 1);
  });

  it('after five hundred different refusals a day of one person no more are written (R-46)', async () => {
    const actor = accounts.get('bookkeeper') ?? '';
    await api.db.query(
      `INSERT INTO refusal_at_door (actor, case_id, door, codes) SELECT $1, n::text, 'GET:/x', '{}'
       FROM generate_series(1, 500) AS n`,
      [actor],
    );
    const before = await count();
    await agents.get('bookkeeper')?.post('/api/projects').expect(403);
    expect(await count()).toBe(before);
  });
});
