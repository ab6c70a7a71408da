import type { Operation } from '../../../rest/operation.js';
import { members } from '../contract/sample-requests.js';
import { requestSchema } from '../contract/published-schemas.js';
import type { JsonSchema } from '../contract/published-schemas.js';
import type { RestServer } from '../rest-server.js';

type Item = Readonly<Record<string, unknown>>;
type Scalar = string | number | boolean;

/** What the filters and orders of a search should bring is worked out from all its items, and compared. */
export async function wrongAnswers(server: RestServer, { id, path }: Operation): Promise<string[]> {
  const ask = async (request: object): Promise<Item[]> => {
    const reply = await server.send('POST', `/v2${path}`, { page: { limit: 10_000 }, ...request });
    return (reply.json['items'] ?? []) as Item[];
  };
  const all = await ask({});
  const isKnown = (field: string) => all.some((item) => isScalar(item[field]));
  const body = members(members(requestSchema(id))['body']);
  const filters = Object.entries(members(body['filter'])).filter(([field]) => isKnown(field));
  const orders = (members(body['sort']?.['items'] as JsonSchema | undefined)['field']?.['enum'] ?? []) as string[];
  if (filters.length === 0 || orders.length === 0) return ['nothing was tried'];
  const questions = [
    ...filters.flatMap(([field, schema]) =>
      expectations(field, all, members(schema)).map(async ([condition, expected]) => {
        const found = await ask({ filter: { [field]: condition } });
        const wrong = `${field} ${JSON.stringify(condition)}: ${String(found.length)}, not ${String(expected.length)}`;
        return sameItems(found, expected) ? [] : [wrong];
      }),
    ),
    ...orders.filter(isKnown).flatMap((field) =>
      ['ASC', 'DESC'].map(async (order) => {
        const found = await ask({ sort: [{ field, order }] });
        if (!sameItems(found, all)) return [`${field} ${order} loses items`];
        const values = found.map((item) => item[field]).filter(isScalar);
        return isAscending(order === 'ASC' ? values : values.reverse()) ? [] : [`${field} ${order} is no order`];
      }),
    ),
  ];
  const walks = ['', ...orders].map((field) => walkedByCursor(server, path, field, all));
  return (await Promise.all([...questions, ...walks])).flat();
}

/** Walks through all pages by cursor, forwards and back, in an order that leaves many places open. */
async function walkedByCursor(
  server: RestServer,
  path: string,
  field: string,
  all: readonly Item[],
): Promise<string[]> {
  const sort = field === '' ? [] : [{ field }];
  const limit = Math.ceil(all.length / 3);
  const page = async (where: object) => {
    const { json } = await server.send('POST', `/v2${path}`, { sort, page: { limit, ...where } });
    return { items: json['items'] as Item[], page: json['page'] as Record<string, unknown> };
  };
  const first = await page({});
  const pages = [first];
  for (let last = first; last.items.length === limit; pages.push(last))
    last = await page({ after: last.page['endCursor'] });
  const walked = pages.flatMap(({ items }) => items);
  const filled = pages.filter(({ items }) => items.length > 0);
  const back = await page({ before: filled.at(-1)?.page['startCursor'] });
  const wrong = [];
  if (!sameItems(walked, all)) wrong.push(`by ${field}: pages hold ${String(walked.length)} of ${String(all.length)}`);
  if (!sameItems(back.items, filled.at(-2)?.items ?? [])) wrong.push(`by ${field}: back is not where it came from`);
  if (pages.some((each) => each.page['totalItems'] !== all.length)) wrong.push(`by ${field}: another total`);
  return wrong;
}

/** Conditions on a field with the items they should bring; two values that exist are enough. */
function expectations(field: string, all: readonly Item[], comparisons: object): [unknown, Item[]][] {
  const [value, other] = [...new Set(all.map((item) => item[field]).filter(isScalar))];
  if (value === undefined) return [];
  const having = (...values: unknown[]) => all.filter((item) => values.includes(item[field]));
  const plain: [unknown, Item[]][] = [value, other].flatMap((each) =>
    each === undefined ? [] : [[each, having(each)]],
  );
  if (!('$in' in comparisons)) return plain;
  const reaching = all.filter((item) => isScalar(item[field]) && item[field] >= value);
  return [
    ...plain,
    ...('$gte' in comparisons ? [[{ $gte: value }, reaching] satisfies [unknown, Item[]]] : []),
    [{ $eq: value }, having(value)],
    [{ $neq: value }, all.filter((item) => item[field] !== value)],
    [{ $in: [value, other ?? value] }, having(value, other ?? value)],
    [{ $in: [value] }, having(value)],
  ];
}

const isScalar = (value: unknown): value is Scalar => ['string', 'number', 'boolean'].includes(typeof value);

function sameItems(found: readonly Item[], expected: readonly Item[]): boolean {
  const texts = (items: readonly Item[]) => items.map((item) => JSON.stringify(item)).sort();
  return texts(found).join('\n') === texts(expected).join('\n');
}

/** Keys are texts, and ordered as numbers. */
function isAscending(values: readonly Scalar[]): boolean {
  const isKey = (value: Scalar) => typeof value === 'string' && /^\d{10,19}$/.test(value);
  const comparable = values.map((value) => (isKey(value) ? BigInt(value) : value));
  return comparable.every((value, index) => index === 0 || (comparable[index - 1] ?? value) <= value);
}
