import type { PermissionType } from '../../identity/permissions.js';
import type { Search } from '../../search/index.js';
import { fieldOf, on } from './rule.js';
import type { Rule } from './rule.js';

/** Finds the ids of the resources to which the thing with this key belongs; none when there is no such thing. */
export async function idsIn({ pool, schema }: Search, from: string, id: string, keyColumn: string, key: string) {
  const { rows } = await pool.query<{ id: string }>(
    `SELECT ${id} AS id FROM ${from.replaceAll('{schema}', schema)} WHERE ${keyColumn} = $1::bigint`,
    [key],
  );
  return rows.map((row) => row.id);
}

const snakeCase = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** The process to which belongs what the path names by a key of this table. */
export function inProcess(permission: PermissionType, parameter: string, table: string, keyColumn?: string): Rule {
  const column = keyColumn ?? snakeCase(parameter);
  return on('PROCESS_DEFINITION', permission, ({ call, search }) =>
    idsIn(search, `{schema}.${table}`, 'process_definition_id', column, call.params[parameter] ?? '0'),
  );
}

/** The process that a field of the body names by its key. */
export const processOfKey = (permission: PermissionType, field: string): Rule =>
  on('PROCESS_DEFINITION', permission, async ({ call, search }) => {
    const key = fieldOf(call.body, field);
    if (key === undefined) return [];
    return idsIn(search, '{schema}.process_definition', 'process_definition_id', 'process_definition_key', key);
  });

/** The decision, or requirements graph, that the path names by its key. */
export const decision = (permission: PermissionType): Rule =>
  on('DECISION_DEFINITION', permission, ({ call, search }) => {
    const key = call.params['decisionDefinitionKey'] ?? '0';
    return idsIn(search, '{schema}.decision_definition', 'decision_definition_id', 'decision_definition_key', key);
  });

export const requirements: Rule = on('DECISION_REQUIREMENTS_DEFINITION', 'READ', ({ call, search }) => {
  const key = call.params['decisionRequirementsKey'] ?? '0';
  return idsIn(search, '{schema}.decision_requirements', 'decision_requirements_id', 'decision_requirements_key', key);
});
