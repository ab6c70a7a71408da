import { z } from 'zod';
import type { Transaction } from '../../db/transaction.js';
import type { FieldWidget, Labelled } from '../contract/index.js';

/** The part of a form's JSON Schema that is read here. */
export interface FieldSchema {
  readonly title: string;
  readonly 'x-widget': FieldWidget;
  readonly 'x-kinds'?: readonly string[];
  readonly 'x-roles'?: readonly string[];
  readonly 'x-options'?: readonly Labelled[];
  readonly properties?: Readonly<Record<string, FieldSchema>>;
  readonly items?: FieldSchema;
}

/** The form of an entry as JSON Schema. */
export function schemaOfFields(fields: z.ZodObject): FieldSchema {
  // Fields are made by `fields.ts` alone, which gives each its title and widget.
  return z.toJSONSchema(fields, { io: 'input', target: 'draft-2020-12' }) as unknown as FieldSchema;
}

export const fieldsOf = (schema: FieldSchema): [string, FieldSchema][] => Object.entries(schema.properties ?? {});

const ORGANISATIONS = 'SELECT id AS value, name AS label FROM organisation WHERE kind = ANY($1) ORDER BY name';
const PROJECTS = 'SELECT id AS value, name AS label FROM project ORDER BY code DESC';
const ACCOUNTS = `
  SELECT account.id AS value, display_name || '（' || organisation.name || '）' AS label
  FROM account JOIN organisation ON organisation.id = organisation_id
  WHERE active AND EXISTS (SELECT FROM account_role WHERE account_id = account.id AND role = ANY($1)
    AND app_today() BETWEEN valid_from AND coalesce(valid_to, 'infinity')) ORDER BY label`;

/** The schema with what there is to choose from today: organisations and persons; households are looked up by page. */
export async function withChoices(tx: Transaction, schema: FieldSchema): Promise<FieldSchema> {
  const properties: Record<string, FieldSchema> = {};
  for (const [name, field] of fieldsOf(schema)) properties[name] = await withChoices(tx, field);
  const items = schema.items && (await withChoices(tx, schema.items));
  const options = await optionsOf(tx, schema);
  return {
    ...schema,
    ...(schema.properties && { properties }),
    ...(items && { items }),
    ...(options && { 'x-options': options }),
  };
}

async function optionsOf(tx: Transaction, field: FieldSchema): Promise<Labelled[] | undefined> {
  if (field['x-widget'] === 'organisation') return tx.query<Labelled>(ORGANISATIONS, [field['x-kinds']]);
  if (field['x-widget'] === 'account') return tx.query<Labelled>(ACCOUNTS, [field['x-roles']]);
  if (field['x-widget'] === 'project') return tx.query<Labelled>(PROJECTS);
  return undefined;
}
