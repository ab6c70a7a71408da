import { columnOf } from './definition.js';
import type { FilterContext, Searchable } from './definition.js';
import { condition } from './filter.js';
import { allOf, anyOf } from './sql.js';
import type { Parameters } from './sql.js';

/** One condition per field given. */
export function filterConditions(
  what: Searchable,
  filter: Readonly<Record<string, unknown>>,
  parameters: Parameters,
  schema: string,
): string[] {
  const context: FilterContext = { parameters, schema, filter };
  const conditions: string[] = [];
  for (const [field, value] of Object.entries(filter)) {
    if (value === undefined || value === null) continue;
    const special = what.special?.[field];
    if (field === '$or') {
      const branches = value as readonly Readonly<Record<string, unknown>>[];
      const parts = branches.map((branch) => allOf(filterConditions(what, branch, parameters, schema)));
      if (parts.length > 0) conditions.push(anyOf(parts));
    } else if (special === undefined) {
      conditions.push(condition(columnOf(what, field), value, parameters));
    } else {
      conditions.push(special.condition(value as never, context));
    }
  }
  return conditions;
}
