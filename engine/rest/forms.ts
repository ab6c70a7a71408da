import type { Search } from '../search/index.js';

/** A form as the API tells it. */
export interface FormReply {
  readonly formKey: string;
  readonly formId: string;
  readonly version: number;
  readonly schema: string;
  readonly tenantId: string;
}

interface FormRow {
  readonly form_key: string;
  readonly form_id: string;
  readonly version: number;
  readonly schema: string;
}

const toReply = (row: FormRow | undefined): FormReply | undefined =>
  row && {
    formKey: row.form_key,
    formId: row.form_id,
    version: row.version,
    schema: row.schema,
    tenantId: '<default>',
  };

/** The form of a start event: the newest, that of the same deployment, or that of a version tag, as the diagram says. */
export async function startForm(
  { pool, schema }: Search,
  processDefinitionKey: string,
): Promise<FormReply | undefined> {
  const { rows } = await pool.query<FormRow>(
    `SELECT f.form_key, f.form_id, f.version, f.schema
     FROM ${schema}.process_definition p JOIN ${schema}.form f ON f.form_id = p.start_form_id
     WHERE p.process_definition_key = $1::bigint AND f.state = 'ACTIVE'
       AND (p.start_form_binding IS DISTINCT FROM 'deployment' OR f.deployment_key = p.deployment_key)
       AND (p.start_form_binding IS DISTINCT FROM 'versionTag' OR f.version_tag = p.start_form_version_tag)
     ORDER BY f.version DESC LIMIT 1`,
    [processDefinitionKey],
  );
  return toReply(rows[0]);
}

/** The form a user task was created with. */
export async function taskForm({ pool, schema }: Search, userTaskKey: string): Promise<FormReply | undefined> {
  const { rows } = await pool.query<FormRow>(
    `SELECT f.form_key, f.form_id, f.version, f.schema
     FROM ${schema}.user_task t JOIN ${schema}.form f ON f.form_key = t.form_key
     WHERE t.user_task_key = $1::bigint`,
    [userTaskKey],
  );
  return toReply(rows[0]);
}
