import { expect } from '@jest/globals';
import { RefusedError } from '../../app/demo/http-session.js';
import type { Role } from '../../rules/acts.js';
import { eventually } from '../process/eventually.js';
import type { EngineAnswer, RunningSystem } from '../process/running-system.js';

/** What an attempt was answered, whichever door it came through. */
export interface Refusal {
  readonly status: number;
  readonly clauses: readonly string[];
}

/** The clauses that a guard's reason names in 【】. */
export const clausesIn = (text: string): string[] =>
  [...text.matchAll(/【([^】]+)】/g)].flatMap((match) => (match[1] ?? '').split('、'));

/** An attempt through the API; fails the test when it is not refused. */
export async function refusedByApi(attempt: Promise<unknown>): Promise<Refusal> {
  const error: unknown = await attempt.then(
    () => 'was allowed',
    (reason: unknown) => reason,
  );
  if (!(error instanceof RefusedError)) throw new Error(`expected a refusal, the attempt ${String(error)}`);
  return { status: error.status, clauses: error.findings.flatMap(({ clauses }) => clauses) };
}

/** An attempt past the API, at the engine itself. */
export async function refusedByEngine(attempt: Promise<EngineAnswer>): Promise<Refusal> {
  const { status, body } = await attempt;
  const detail = typeof body === 'object' && body !== null && 'detail' in body ? String(body.detail) : '';
  return { status, clauses: clausesIn(detail) };
}

/** What an attack must not touch: the ledger takes the refusal and waits to be fed on, sign-ins and sessions have their own time. */
const NOT_COMPARED = ['ledger_entry', 'ledger_arrival', 'refusal_at_door', 'login_attempt', 'http_session'];

/** Every fact and every open user task, as one text. */
export async function fingerprint({ sql }: RunningSystem): Promise<string> {
  const tables = await sql<{ name: string }>(
    `SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public'
       AND table_name <> ALL ($1) ORDER BY 1`,
    [NOT_COMPARED],
  );
  const facts = tables.map(
    ({ name }) => `SELECT '${name}' AS name, md5(string_agg(row::text, '|' ORDER BY row::text)) AS hash
      FROM public.${name} AS row`,
  );
  const rows = await sql<{ name: string; hash: string | null }>(
    `${facts.join(' UNION ALL ')} UNION ALL
     SELECT 'user tasks', string_agg(user_task_key || ' ' || state || ' ' || coalesce(assignee, '-'), '|'
       ORDER BY user_task_key) FROM engine.user_task`,
  );
  // The database may answer the parts of one question in any order.
  const lines = rows.map(({ name, hash }) => `${name} ${hash ?? ''}`);
  return lines.sort().join('\n');
}

/** Waits until neither jobs nor messages are under way: from here on only an act can change anything. */
export async function quiet({ sql }: RunningSystem): Promise<void> {
  await eventually('quiet', async () => {
    const [row] = await sql<{ busy: boolean }>(
      `SELECT EXISTS (SELECT FROM public.outbox WHERE published_at IS NULL)
        OR EXISTS (SELECT FROM engine.job WHERE state NOT IN ('COMPLETED', 'CANCELED', 'ERROR_THROWN')) AS busy`,
    );
    return row?.busy === false ? true : undefined;
  });
}

export interface Expected {
  readonly caseId: string;
  readonly status: number;
  readonly clauses: readonly string[];
  readonly codes: readonly string[];
}

interface Entry {
  readonly kind: string;
  readonly clauses: readonly string[];
  readonly payload: { readonly codes?: readonly string[] };
}

/** Refused with these clauses, with one `act-refused` in the ledger of the case, and nothing else changed. */
export async function expectDenied(
  system: RunningSystem,
  attempt: () => Promise<Refusal>,
  { caseId, status, clauses, codes }: Expected,
): Promise<void> {
  await quiet(system);
  const [before, entriesBefore] = [await fingerprint(system), await entriesOf(system, caseId)];
  const refusal = await attempt();
  await quiet(system);
  expect({ status: refusal.status, clauses: [...new Set(refusal.clauses)].sort() }).toEqual({
    status,
    clauses: [...clauses].sort(),
  });
  expect(await fingerprint(system)).toBe(before);
  const added = (await entriesOf(system, caseId)).slice(entriesBefore.length);
  expect(added.map(({ kind, payload }) => [kind, payload.codes])).toEqual([['act-refused', codes]]);
  expect([...(added[0]?.clauses ?? [])].sort()).toEqual([...clauses].sort());
}

/** Turned away without a trace of its own, for nobody refused by a rule or noted today already; nothing changed. */
export async function expectTurnedAway(
  system: RunningSystem,
  attempt: () => Promise<Refusal>,
  { caseId, status }: Pick<Expected, 'caseId' | 'status'>,
): Promise<void> {
  await quiet(system);
  const [before, entriesBefore] = [await fingerprint(system), await entriesOf(system, caseId)];
  expect((await attempt()).status).toBe(status);
  expect(await fingerprint(system)).toBe(before);
  expect(await entriesOf(system, caseId)).toEqual(entriesBefore);
}

function entriesOf({ sql }: RunningSystem, caseId: string): Promise<Entry[]> {
  return sql<Entry>('SELECT kind, clauses, payload FROM ledger_entry WHERE case_id = $1 ORDER BY seq', [caseId]);
}

/** Gives a person one more role, from today on; answers how to take it back. */
export async function giveRole({ sql }: RunningSystem, username: string, role: Role): Promise<() => Promise<unknown>> {
  const today = `(app_now() AT TIME ZONE 'Asia/Shanghai')::date`;
  await sql(
    `INSERT INTO account_role (account_id, role, valid_from) SELECT id, $2, ${today} FROM account WHERE username = $1`,
    [username, role],
  );
  return () =>
    sql('DELETE FROM account_role USING account WHERE account.id = account_id AND username = $1 AND role = $2', [
      username,
      role,
    ]);
}
