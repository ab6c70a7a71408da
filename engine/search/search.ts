import type { Pool, QueryConfig } from 'pg';
import { toJsonValue } from './column.js';
import { columnOf } from './definition.js';
import type { SearchRequest, Searchable } from './definition.js';
import { filterConditions } from './filter-conditions.js';
import { FullPages } from './full-pages.js';
import { DEFAULT_LIMIT, beyondCursor, cursorColumn, encodeCursor, orderBy, reversed } from './page.js';
import type { Page, SortColumn } from './page.js';
import { Parameters, allOf } from './sql.js';

export type Item = Record<string, unknown>;

export interface SearchReply {
  readonly page: {
    readonly totalItems: number;
    /** There are more than 10,000; then the total says 10,000. */
    readonly hasMoreTotalItems: boolean;
    readonly startCursor: string | null;
    readonly endCursor: string | null;
  };
  readonly items: readonly Item[];
}

/** Totals are exact up to here. */
export const MOST_COUNTED = 10_000;

/** A condition the caller of a search adds, with one bound value. */
export interface Restriction {
  readonly sql: (bound: string) => string;
  readonly value: unknown;
  readonly type: string;
}

/** Reads the engine's tables; what a command has answered is there. */
export class Search {
  constructor(
    readonly pool: Pool,
    readonly schema: string,
    /** What every row must fulfil besides; `{schema}` stands for the schema. */
    private readonly only: (parameters: Parameters) => string = () => 'true',
    private readonly fullPages = new FullPages(),
  ) {}

  /** The same for somebody who sees some rows only. */
  restrictedTo(only: (parameters: Parameters) => string): Search {
    return new Search(this.pool, this.schema, only, this.fullPages);
  }

  async search(what: Searchable, request: SearchRequest, restriction?: Restriction): Promise<SearchReply> {
    const order = sortColumns(what, request);
    const counting = this.#counting(what, request, restriction);
    const [countedBeside, rows] = await Promise.all([
      this.fullPages.has(counting.text) ? this.#count(counting) : undefined,
      request.page.limit === 0 ? [] : this.#rows(what, request, order, restriction),
    ]);
    const known = totalOf(request.page, rows.length);
    this.fullPages.remember(counting.text, known === undefined);
    const total = known ?? countedBeside ?? (await this.#count(counting));
    const [first, last] = [rows[0], rows.at(-1)];
    return {
      page: {
        totalItems: Math.min(total, MOST_COUNTED),
        hasMoreTotalItems: total > MOST_COUNTED,
        startCursor: first === undefined ? null : encodeCursor(order, first),
        endCursor: last === undefined ? null : encodeCursor(order, last),
      },
      items: rows.map((row) => itemOf(what, row)),
    };
  }

  async #count(counting: QueryConfig): Promise<number> {
    const { rows } = await this.pool.query<{ total: string }>(counting);
    return Number(rows[0]?.total);
  }

  /** Counts one further than is told, so that what it costs has an end. */
  #counting(what: Searchable, request: SearchRequest, restriction: Restriction | undefined) {
    const parameters = new Parameters();
    const where = this.#where(what, request, restriction, parameters);
    const groups = what.groupBy === undefined ? '' : `GROUP BY ${what.groupBy}`;
    const found = `SELECT FROM ${this.#from(what)} WHERE ${where} ${groups} LIMIT ${String(MOST_COUNTED + 1)}`;
    return { text: `SELECT count(*) AS total FROM (${found}) found`, values: parameters.values };
  }

  /** One item by its key; undefined when there is none. */
  async find(what: Searchable, key: string): Promise<Item | undefined> {
    const request: SearchRequest = { page: { limit: 1 }, sort: [], filter: {} };
    const byKey: Restriction = {
      sql: (bound) => `${columnOf(what, what.key).sql} = ${bound}`,
      value: key,
      type: columnOf(what, what.key).kind === 'key' ? 'bigint' : 'text',
    };
    const [row] = await this.#rows(what, request, sortColumns(what, request), byKey);
    return row === undefined ? undefined : itemOf(what, row);
  }

  async #rows(
    what: Searchable,
    request: SearchRequest,
    order: readonly SortColumn[],
    restriction: Restriction | undefined,
  ): Promise<Item[]> {
    const { page } = request;
    const parameters = new Parameters();
    const backwards = isText(page.before);
    const direction = backwards ? reversed(order) : order;
    const conditions = [this.#where(what, request, restriction, parameters)];
    const cursor = page.after ?? page.before;
    if (isText(cursor)) conditions.push(beyondCursor(order, cursor, backwards, parameters));
    const fields = Object.entries(what.item).map(([field, { sql }]) => `${sql} AS "${field}"`);
    const cursors = order.map(({ column }, index) => `${column.sql} AS "${cursorColumn(index)}"`);
    const limit = parameters.bind(page.limit ?? DEFAULT_LIMIT, 'bigint');
    const offset = parameters.bind(page.from ?? 0, 'bigint');
    const { rows } = await this.pool.query<Item>(
      this.#named(
        `SELECT ${[...fields, ...cursors].join(', ')} FROM ${what.from} WHERE ${allOf(conditions)}
         ${what.groupBy === undefined ? '' : `GROUP BY ${what.groupBy}`} ORDER BY ${orderBy(direction)} LIMIT ${limit} OFFSET ${offset}`,
      ),
      parameters.values,
    );
    return backwards ? rows.reverse() : rows;
  }

  #from(what: Searchable): string {
    return this.#named(what.from);
  }

  #where(
    what: Searchable,
    request: SearchRequest,
    restriction: Restriction | undefined,
    parameters: Parameters,
  ): string {
    const conditions = filterConditions(what, request.filter, parameters, this.schema);
    if (what.where !== undefined) conditions.push(what.where);
    conditions.push(this.only(parameters));
    if (restriction !== undefined)
      conditions.push(restriction.sql(parameters.bind(restriction.value, restriction.type)));
    return this.#named(allOf(conditions));
  }

  #named(sql: string): string {
    return sql.replaceAll('{schema}', this.schema);
  }
}

/** A page that is not full is the last one: nothing needs to be counted. */
function totalOf({ limit, from, after, before }: Page, found: number): number | undefined {
  const skipped = from ?? 0;
  if (isText(after) || isText(before) || found >= (limit ?? DEFAULT_LIMIT)) return undefined;
  return found > 0 || skipped === 0 ? skipped + found : undefined;
}

function isText(value: string | null | undefined): value is string {
  return value !== undefined && value !== null;
}

function itemOf(what: Searchable, row: Item): Item {
  return Object.fromEntries(Object.keys(what.item).map((field) => [field, toJsonValue(row[field])]));
}

/** The order asked for, then the key: so every row has one place. */
function sortColumns(what: Searchable, { sort }: SearchRequest): SortColumn[] {
  const asked = sort.map(({ field, order }) => ({
    field,
    column: columnOf(what, field),
    descending: order === 'DESC',
  }));
  return [...asked, { field: what.key, column: columnOf(what, what.key), descending: false }];
}
