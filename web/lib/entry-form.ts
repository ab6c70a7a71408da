/** The form of an entry as the page draws it: fields from the JSON Schema, drafts as text, and back to values. */
import type { EntryForm, FieldWidget, Finding, Labelled } from '../../api/contract/index.js';

export interface FormField {
  readonly name: string;
  readonly title: string;
  readonly widget: FieldWidget;
  readonly unit: string;
  readonly hint: string;
  readonly required: boolean;
  readonly options: readonly Labelled[];
  /** Longest text; numbers and days are short. */
  readonly limit: number;
  /** The fields of one row. */
  readonly fields: readonly FormField[];
  readonly minimumRows: number;
}

/** What a person has typed so far: text for every field, rows for tables. */
export type Typed = string | TypedRow[];
// An interface may name itself, a type alias of a record may not.
// eslint-disable-next-line @typescript-eslint/consistent-indexed-object-style -- see above
export interface TypedRow {
  [name: string]: Typed;
}

interface Schema {
  readonly title?: string;
  readonly description?: string;
  readonly 'x-widget'?: FieldWidget;
  readonly 'x-unit'?: string;
  readonly 'x-options'?: readonly Labelled[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly minItems?: number;
  readonly maxLength?: number;
}

function fieldsOf({ properties = {}, required = [] }: Schema): FormField[] {
  return Object.entries(properties).map(([name, field]) => ({
    name,
    title: field.title ?? name,
    widget: field['x-widget'] ?? 'text',
    unit: field['x-unit'] ?? '',
    hint: field.description ?? '',
    required: required.includes(name),
    options: field['x-options'] ?? [],
    limit: field.maxLength ?? 40,
    fields: field.items ? fieldsOf(field.items) : [],
    minimumRows: field.minItems ?? 0,
  }));
}

export const formFields = (form: EntryForm): FormField[] => fieldsOf(form.schema);

export const emptyRow = (fields: readonly FormField[]): TypedRow => typedOf(fields, {});

const textOf = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : '';

/** Values as a person sees them; a field without one is empty text, a table has as many rows as it needs. */
export function typedOf(fields: readonly FormField[], values: Readonly<Record<string, unknown>>): TypedRow {
  return Object.fromEntries(
    fields.map((field): [string, Typed] => {
      const value = values[field.name];
      if (field.widget !== 'rows') return [field.name, textOf(value)];
      const rows = Array.isArray(value) ? (value as Record<string, unknown>[]) : [];
      const missing = Math.max(field.minimumRows - rows.length, 0);
      const all = [...rows, ...Array.from({ length: missing }, () => ({}))];
      return [field.name, all.map((row) => typedOf(field.fields, row))];
    }),
  );
}

function valueOf(field: FormField, typed: Typed | undefined): unknown {
  if (Array.isArray(typed)) return typed.map((row) => valuesOf(field.fields, row));
  const text = typed?.trim() ?? '';
  if (text === '') return undefined;
  if (field.widget === 'integer') return /^-?\d+$/.test(text) ? Number(text) : text;
  return field.widget === 'yes-no' ? text === 'true' : text;
}

/** What the API takes; fields left empty are left out. */
export function valuesOf(fields: readonly FormField[], typed: TypedRow): Record<string, unknown> {
  const pairs = fields.map((field) => [field.name, valueOf(field, typed[field.name])] as const);
  return Object.fromEntries(pairs.filter(([, value]) => value !== undefined));
}

/** What the API found wrong, by the field it names. */
export function faultsByField(findings: readonly Finding[]): Record<string, string> {
  const found = findings.flatMap(({ path = '', message }) => {
    const name = path.replace(/^body\.values\./, '');
    return name === '' ? [] : [[name, message] as const];
  });
  return Object.fromEntries(found);
}

const DECIMAL = /^(0|[1-9]\d{0,11})(\.\d{1,2})?$/;

function faultOf(field: FormField, text: string): string {
  if (text === '') return field.required ? `请填写“${field.title}”。` : '';
  if (field.widget === 'integer' && !/^\d+$/.test(text)) return '请填写整数。';
  if (field.widget === 'yuan' && !DECIMAL.test(text)) return '请填写金额（元），最多两位小数，例如 1200000.00。';
  if (field.widget === 'area' && !DECIMAL.test(text)) return '请填写面积（平方米），最多两位小数，例如 18.33。';
  return '';
}

/** What is missing or plainly wrong, by the path of the field (`authorities.0.name`); the API says the rest. */
export function faultsOf(fields: readonly FormField[], typed: TypedRow, path = ''): Record<string, string> {
  const faults: Record<string, string> = {};
  for (const field of fields) {
    const value = typed[field.name] ?? '';
    const here = path + field.name;
    if (Array.isArray(value)) {
      value.forEach((row, index) => Object.assign(faults, faultsOf(field.fields, row, `${here}.${String(index)}.`)));
    } else {
      const fault = faultOf(field, value.trim());
      if (fault !== '') faults[here] = fault;
    }
  }
  return faults;
}
