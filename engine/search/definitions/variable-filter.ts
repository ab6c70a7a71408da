import { z } from 'zod';
import type { SpecialFilter } from '../definition.js';
import { condition, filterField } from '../filter.js';
import type { Operators } from '../filter.js';
import { text } from '../column.js';
import { MOST_TAGS } from '../../model/limits.js';
import { allOf } from '../sql.js';

/** What PostgreSQL takes to plan them grows faster than their number. */
const MOST_VARIABLES = 50;

const schema = z.array(z.strictObject({ name: z.string(), value: filterField('text') })).max(MOST_VARIABLES);
type VariableConditions = readonly { readonly name: string; readonly value?: Operators | null }[];

/**
 * `[{name, value}]`: each named variable exists and its JSON text fulfils the value's operators.
 * `scope` says in SQL which variables v belong to the row t.
 */
export function variableFilter(scope: string): SpecialFilter {
  return {
    schema,
    condition: (wanted: VariableConditions, { parameters, schema: name }) =>
      allOf(
        wanted.map((variable) => {
          const value = variable.value ?? {};
          const conditions = [
            scope,
            `v.name = ${parameters.bind(variable.name, 'text')}`,
            condition(text('v.value'), value, parameters),
          ];
          // The index holds the digest of a value, not the value.
          if (typeof value.$eq === 'string')
            conditions.push(`md5(v.value) = md5(${parameters.bind(value.$eq, 'text')})`);
          return `EXISTS (SELECT 1 FROM ${name}.variable v WHERE ${allOf(conditions)})`;
        }),
      ),
  };
}

/** `tags: [...]`: the row has all of them. */
export const tagsFilter: SpecialFilter = {
  schema: z.array(z.string()).max(MOST_TAGS),
  condition: (tags: readonly string[], { parameters }) =>
    tags.length === 0 ? 'true' : `t.tags @> ${parameters.bind(tags, 'text[]')}`,
};
