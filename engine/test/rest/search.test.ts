import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { operations } from '../../rest/operations/index.js';
import { searchable } from '../../search/index.js';
import type { ColumnKind } from '../../search/column.js';
import { diagram, row, serviceTask } from './diagrams.js';
import { startRest } from './rest-server.js';
import type { RestServer } from './rest-server.js';

let server: RestServer;
const keys: string[] = [];

beforeAll(async () => {
  server = await startRest();
  await server.deploy({
    'a.bpmn': diagram('a', row(serviceTask('Work', 'search-work'))),
    'b.bpmn': diagram('b', row(serviceTask('Work', 'search-work'))),
  });
  for (const [index, processDefinitionId] of ['a', 'b', 'a', 'b', 'a'].entries()) {
    const body = {
      processDefinitionId,
      variables: { index, name: `户_${String(index)}` },
      tags: [`t${String(index % 2)}`],
    };
    const created = await server.send('POST', '/v2/process-instances', body);
    keys.push(String(created.json['processInstanceKey']));
  }
  await server.send('POST', `/v2/process-instances/${keys[1] ?? ''}/cancellation`);
  await server.send('POST', `/v2/process-instances/${keys[4] ?? ''}/cancellation`);
});
afterAll(() => server.stop());

interface Found {
  /** Places in `keys`. */
  readonly found: number[];
  readonly page: { readonly totalItems: number; readonly startCursor: string; readonly endCursor: string };
}

async function search(body: unknown): Promise<Found> {
  const reply = await server.send('POST', '/v2/process-instances/search', body);
  expect(reply.status).toBe(200);
  const items = reply.json['items'] as { processInstanceKey: string }[];
  return {
    found: items.map((item) => keys.indexOf(item.processInstanceKey)),
    page: reply.json['page'] as Found['page'],
  };
}

describe('a search', () => {
  it('tells the total and keeps to the limit', async () => {
    const { found, page } = await search({ page: { limit: 2 } });
    expect([found, page.totalItems]).toEqual([[0, 1], 5]);
    expect((await search({ page: { from: 3, limit: 10 } })).found).toEqual([3, 4]);
    expect((await search({ page: { limit: 0 } })).page.totalItems).toBe(5);
  });

  it.each([
    ['a plain value', { state: 'ACTIVE' }, [0, 2, 3]],
    ['$neq', { state: { $neq: 'ACTIVE' } }, [1, 4]],
    ['$in', { state: { $in: ['TERMINATED', 'COMPLETED'] } }, [1, 4]],
    ['$notIn', { state: { $notIn: ['TERMINATED'] } }, [0, 2, 3]],
    ['$exists', { endDate: { $exists: false } }, [0, 2, 3]],
    ['two fields', { state: 'ACTIVE', processDefinitionId: 'a' }, [0, 2]],
    ['$like with any text', { processDefinitionName: { $like: 'a*程' } }, [0, 2, 4]],
    ['$like, where % and _ are themselves', { processDefinitionName: { $like: 'a%' } }, []],
    ['a variable', { variables: [{ name: 'index', value: '3' }] }, [3]],
    ['a variable with an operator', { variables: [{ name: 'name', value: { $like: '"户\\_?"' } }] }, []],
    [
      'two variables',
      {
        variables: [
          { name: 'index', value: '2' },
          { name: 'name', value: '"户_2"' },
        ],
      },
      [2],
    ],
    ['tags', { tags: ['t1'] }, [1, 3]],
    ['an element and its state', { elementId: 'Work', elementInstanceState: 'TERMINATED' }, [1, 4]],
    ['alternatives', { $or: [{ state: 'TERMINATED' }, { processDefinitionId: 'b' }] }, [1, 3, 4]],
    ['alternatives and a field', { processDefinitionId: 'a', $or: [{ state: 'TERMINATED' }, { tags: ['t1'] }] }, [4]],
    ['quotes that are no SQL', { processDefinitionId: "a' OR true --" }, []],
  ])('filters by %s', async (_what, filter, expected) => {
    expect((await search({ filter })).found).toEqual(expected);
  });

  it('sorts by several fields', async () => {
    const sort = [
      { field: 'processDefinitionId', order: 'DESC' },
      { field: 'processInstanceKey', order: 'DESC' },
    ];
    expect((await search({ sort })).found).toEqual([3, 1, 4, 2, 0]);
  });

  it.each(['ASC', 'DESC'])(
    'walks forwards and backwards by cursor over values that are missing (%s)',
    async (order) => {
      const sort = [{ field: 'endDate', order }, { field: 'processDefinitionId' }];
      const all = (await search({ sort })).found;
      const forwards: number[] = [];
      let after: string | undefined;
      for (let turn = 0; turn < 3; turn++) {
        const { found, page } = await search({ sort, page: { limit: 2, ...(after === undefined ? {} : { after }) } });
        forwards.push(...found);
        after = page.endCursor;
      }
      expect(forwards).toEqual(all);
      const last = await search({ sort, page: { from: 4, limit: 1 } });
      const before = await search({ sort, page: { before: last.page.startCursor, limit: 2 } });
      expect(before.found).toEqual(all.slice(2, 4));
      const first = await search({ sort, page: { before: before.page.startCursor, limit: 10 } });
      expect(first.found).toEqual(all.slice(0, 2));
    },
  );

  const times = <T>(count: number, one: (index: number) => T) =>
    Array.from({ length: count }, (_, index) => one(index));

  it.each<[string, number, unknown, string]>([
    ['1,000 branches', 200, { filter: { $or: times(1_000, () => ({ state: 'ACTIVE' })) } }, ''],
    ['1,001 branches', 400, { filter: { $or: times(1_001, () => ({ hasIncident: true })) } }, 'filter.$or'],
    ['50 variables', 200, { filter: { variables: times(50, (n) => ({ name: `v${String(n)}`, value: '1' })) } }, ''],
    ['51 variables', 400, { filter: { variables: times(51, () => ({ name: 'v', value: '1' })) } }, 'filter.variables'],
    [
      '5,001 values',
      400,
      {
        filter: {
          processInstanceKey: '1',
          $or: times(1_000, () => ({ businessId: { $gt: 'a', $gte: 'b', $lt: 'c', $lte: 'd', $neq: 'e' } })),
        },
      },
      'at most 5000 values',
    ],
    ['a list of 20,000', 200, { filter: { processInstanceKey: { $in: times(20_000, String) } } }, ''],
    ['51 orders', 400, { sort: times(51, () => ({ field: 'state' })) }, 'sort'],
  ])('of %s is answered with %d', async (_what, status, body, words) => {
    const reply = await server.send('POST', '/v2/process-instances/search', body);
    expect([reply.status, JSON.stringify(reply.json['detail'] ?? '')]).toEqual([
      status,
      expect.stringContaining(words),
    ]);
  });

  it('accepts every field and operator that its contract names', async () => {
    const example: Record<ColumnKind, unknown> = {
      key: '1',
      text: 'x',
      integer: 1,
      boolean: true,
      date: '2026-01-01T00:00:00Z',
      texts: 'x',
      json: null,
    };
    for (const definition of Object.values(searchable)) {
      if (typeof definition !== 'object') continue;
      const operation = operations.find(({ body, path }) => body === definition.request && !path.includes(':'));
      // What is searched within something else only, or read by its key, has no search of its own.
      if (operation === undefined) continue;
      const path = `/v2${operation.path}`;
      const columns = { ...definition.item, ...definition.hidden };
      for (const field of definition.filters) {
        const kind = columns[field]?.kind ?? 'json';
        const value = columns[field]?.words?.[0] ?? example[kind];
        const ordering =
          kind === 'boolean' || kind === 'texts' ? {} : { $gt: value, $gte: value, $lt: value, $lte: value };
        const matching = kind === 'text' || kind === 'texts' ? { $like: '*x?' } : {};
        const filter = {
          $eq: value,
          $neq: value,
          $exists: true,
          $in: [value],
          $notIn: [value],
          ...ordering,
          ...matching,
        };
        const reply = await server.send('POST', path, { filter: { [field]: filter } });
        expect([path, field, reply.status]).toEqual([path, field, 200]);
      }
      for (const field of definition.sorts) {
        const reply = await server.send('POST', path, { sort: [{ field, order: 'DESC' }] });
        expect([path, field, reply.status]).toEqual([path, field, 200]);
      }
    }
  });

  it.each([
    [9_999, {}, 9_999, false],
    [10_000, {}, 10_000, false],
    [10_001, {}, 10_000, true],
    [20_000, { limit: 0 }, 10_000, true],
    [250, { from: 200 }, 250, false],
    [250, { from: 300 }, 250, false],
  ])('counts %d items with page %j as %d, and more: %s', async (items, page, totalItems, hasMoreTotalItems) => {
    const { pool } = server.engine;
    await pool.query(
      `INSERT INTO engine.variable
       SELECT 9000000000000000 + n, 9000000000000000, 9000000000000000, 9000000000000000, 'counted' || n, '1'
       FROM generate_series(1, ${String(items)}) n`,
    );
    try {
      const filter = { scopeKey: '9000000000000000' };
      const reply = await server.send('POST', '/v2/variables/search', { filter, page });
      expect(reply.json['page']).toMatchObject({ totalItems, hasMoreTotalItems });
    } finally {
      await pool.query('DELETE FROM engine.variable WHERE scope_key = 9000000000000000');
    }
  });
});
