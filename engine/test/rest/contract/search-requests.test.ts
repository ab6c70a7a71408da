import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { operations } from '../../../rest/operations/index.js';
import { startRest } from '../rest-server.js';
import type { RestServer } from '../rest-server.js';
import { members, sample } from './sample-requests.js';
import { requestSchema } from './published-schemas.js';
import type { JsonSchema } from './published-schemas.js';

let server: RestServer;
beforeAll(async () => {
  server = await startRest();
});
afterAll(() => server.stop());

/** Filters by one field: its plain value, and all comparisons it knows at once. */
function filtersBy(field: string, schema: JsonSchema): unknown[] {
  const comparisons = Object.entries(members(schema)).filter(([name]) => name.startsWith('$'));
  const operands = comparisons.map(([comparison, operand]) => [comparison, sample(field, operand)] as const);
  return [sample(field, schema), ...(operands.length === 0 ? [] : [Object.fromEntries(operands)])];
}

function requestsOf(id: string): unknown[] {
  const body = members(members(requestSchema(id))['body']);
  const sort = members(body['sort']?.['items'] as JsonSchema | undefined)['field'];
  const sorts = ((sort?.['enum'] ?? []) as string[]).map((field) => ({ sort: [{ field, order: 'DESC' }] }));
  const filters = Object.entries(members(body['filter'])).flatMap(([field, schema]) =>
    filtersBy(field, schema).map((condition) => ({ filter: { [field]: condition } })),
  );
  return [{}, ...sorts, ...filters, { page: { from: 0, limit: 5 } }];
}

describe('every filter and every order that the contract names is understood by', () => {
  const searches = operations.filter(({ id, method }) => id.startsWith('search') && method === 'post');
  it.each(searches.map(({ id, path }) => [id, path]))('%s', async (id, path) => {
    const requests = requestsOf(id);
    expect(requests.length).toBeGreaterThan(2);
    const replies = await Promise.all(
      requests.map((request) =>
        server.send('POST', `/v2${path.replace(/:\w*Key/g, '1').replace(/:\w+/g, 'a')}`, request),
      ),
    );
    // What is asked for need not exist; that it does not is no refusal of the question.
    const refusals = requests.filter((_request, index) => ![200, 404].includes(replies[index]?.status ?? 0));
    expect(refusals).toEqual([]);
  });
});
