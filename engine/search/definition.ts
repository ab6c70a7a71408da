import { z } from 'zod';
import type { Column } from './column.js';
import { filterField } from './filter.js';
import { pageSchema } from './page.js';
import type { Page } from './page.js';
import type { Parameters } from './sql.js';

/** A filter that is more than one column with operators. */
export interface SpecialFilter {
  readonly schema: z.ZodType;
  /** The condition for a given (non-null) value; `filter` is the whole filter, for those that belong together. */
  readonly condition: (value: never, context: FilterContext) => string;
}

export interface FilterContext {
  readonly parameters: Parameters;
  readonly schema: string;
  readonly filter: Readonly<Record<string, unknown>>;
}

/** What can be searched: where it is, what an item looks like, by what it may be filtered and sorted. */
export interface SearchDefinition {
  /** `{schema}` stands for the schema of the engine; the main table is called t. */
  readonly from: string;
  /** Always applied. */
  readonly where?: string;
  /** Items are groups of rows; the key must be one of these columns. */
  readonly groupBy?: string;
  /** Field that identifies an item. */
  readonly key: string;
  readonly item: Readonly<Record<string, Column>>;
  /** Columns for filters and sorting that are no part of an item. */
  readonly hidden?: Readonly<Record<string, Column>>;
  readonly filters: readonly string[];
  readonly special?: Readonly<Record<string, SpecialFilter>>;
  readonly sorts: readonly string[];
}

export interface SearchRequest {
  readonly page: Page;
  readonly sort: readonly { readonly field: string; readonly order?: 'ASC' | 'DESC' | null | undefined }[];
  readonly filter: Readonly<Record<string, unknown>>;
}

/** A search definition with the schema of its requests. */
export interface Searchable extends SearchDefinition {
  readonly request: z.ZodType<SearchRequest>;
  /** The filter alone, for operations on everything that it finds. */
  readonly filterSchema: z.ZodType<SearchRequest['filter']>;
}

const MOST_SORTS = 50;

export function defineSearch(definition: SearchDefinition): Searchable {
  const filterSchema = filterOf(definition);
  return { ...definition, filterSchema, request: requestSchema(definition, filterSchema) };
}

/** The search, refused when its filter does not say anything about this field. */
export function requiring(what: Searchable, field: string): Searchable {
  const request = what.request.refine(({ filter }) => filter[field] !== undefined && filter[field] !== null, {
    path: ['filter', field],
    error: 'expected a value',
  });
  return { ...what, request };
}

export function columnOf(definition: SearchDefinition, field: string): Column {
  const column = definition.item[field] ?? definition.hidden?.[field];
  if (column === undefined) throw new Error(`no column for the field ${field}`);
  return column;
}

/** What a filter by the column may be. */
export const filterOfColumn = ({ kind, words }: Column): ReturnType<typeof filterField> => filterField(kind, words);

function filterOf(definition: SearchDefinition): z.ZodType<SearchRequest['filter']> {
  const columns = definition.filters.map((field) => [field, filterOfColumn(columnOf(definition, field))] as const);
  const special = Object.entries(definition.special ?? {}).map(
    ([field, { schema }]) => [field, schema.nullish()] as const,
  );
  const fields = Object.fromEntries<z.ZodType>([...columns, ...special]);
  return z.strictObject(fields);
}

function requestSchema(
  definition: SearchDefinition,
  filter: z.ZodType<SearchRequest['filter']>,
): z.ZodType<SearchRequest> {
  const sort = z.object({
    field: z.enum(definition.sorts as [string, ...string[]]),
    order: z.enum(['ASC', 'DESC']).nullish(),
  });
  return z.preprocess(
    (body) => body ?? {},
    z.object({
      page: pageSchema.nullish().transform((page) => page ?? {}),
      sort: z
        .array(sort)
        .max(MOST_SORTS)
        .nullish()
        .transform((list) => list ?? []),
      filter: filter.nullish().transform((given) => given ?? {}),
    }),
  );
}
