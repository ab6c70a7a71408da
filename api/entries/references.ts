import type { Transaction } from '../../db/transaction.js';
import type { TaskCase } from '../../rules/task-case.js';
import { ApiError } from '../api-error.js';
import type { Finding } from '../contract/index.js';
import type { FieldSchema } from './form-schema.js';
import { fieldsOf } from './form-schema.js';

interface Reference {
  readonly path: string;
  readonly field: FieldSchema;
  readonly id: string;
}

/** Ids that the values name, those in rows too. */
function referencesIn(schema: FieldSchema, values: Readonly<Record<string, unknown>>, path: string): Reference[] {
  return fieldsOf(schema).flatMap(([name, field]) => {
    const value = values[name];
    const here = `${path}.${name}`;
    if (field.items && Array.isArray(value)) {
      const { items } = field;
      return value.flatMap((row, index) =>
        referencesIn(items, row as Readonly<Record<string, unknown>>, `${here}.${String(index)}`),
      );
    }
    return typeof value === 'string' && field['x-widget'] in EXISTS ? [{ path: here, field, id: value }] : [];
  });
}

/** Of the ids `$1`, those a person may name. */
const EXISTS: Readonly<Record<string, string>> = {
  organisation: 'SELECT id FROM organisation WHERE id = $1 AND kind = ANY($2)',
  account: `SELECT account.id FROM account JOIN account_role ON account_id = account.id WHERE account.id = $1 AND active
    AND role = ANY($2) AND app_today() BETWEEN valid_from AND coalesce(valid_to, 'infinity')`,
  project: 'SELECT id FROM project WHERE id = $1',
  household: 'SELECT id FROM household WHERE id = $1 AND project_id = project_of($2, $3)',
  document: 'SELECT id FROM case_document WHERE id = $1 AND case_kind = $2 AND case_id = $3',
};

function parametersOf({ field, id }: Reference, { kind, id: caseId }: TaskCase): readonly unknown[] {
  if (field['x-widget'] === 'organisation') return [id, field['x-kinds'] ?? []];
  if (field['x-widget'] === 'account') return [id, field['x-roles'] ?? []];
  if (field['x-widget'] === 'project') return [id];
  return [id, kind, caseId];
}

/** Refuses values that name an organisation, a person, a household or a paper that may not be named here. */
export async function mustExist(
  tx: Transaction,
  schema: FieldSchema,
  values: Readonly<Record<string, unknown>>,
  taskCase: TaskCase,
): Promise<void> {
  const findings: Finding[] = [];
  for (const reference of referencesIn(schema, values, 'body.values')) {
    const sql = EXISTS[reference.field['x-widget']] ?? '';
    if (await tx.maybeOne(sql, parametersOf(reference, taskCase))) continue;
    const message = `“${reference.field.title}”所选的不存在或不能选，请重新选择`;
    findings.push({ code: 'FIELD_INVALID', message, clauses: [], path: reference.path });
  }
  if (findings.length > 0) {
    throw new ApiError('BODY_INVALID', findings.map(({ message }) => message).join('；'), findings);
  }
}
