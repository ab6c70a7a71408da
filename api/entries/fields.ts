/** The kinds of fields a form of an entry may have: how each is checked, written and drawn. */
import { z } from 'zod';
import type { Role } from '../../rules/acts.js';
import { parseSqm, parseYuan } from '../../rules/units.js';
import type { DecimalField } from '../../rules/units.js';
import type { Parsed } from '../../rules/decision.js';
import type { Term } from '../../rules/vocabulary.js';
import type { OrganisationKind } from '../../rules/vocabulary.js';
import { day, freeText } from '../contract/index.js';
import type { FieldWidget } from '../contract/index.js';

/** The words people read at a field. */
export interface FieldWords {
  readonly title: string;
  /** Shown behind the value, e.g. `元`. */
  readonly unit?: string;
  readonly hint?: string;
}

const drawn = <S extends z.ZodType>(schema: S, words: FieldWords, widget: FieldWidget, more: object = {}) =>
  schema.meta({
    title: words.title,
    'x-widget': widget,
    ...(words.unit !== undefined && { 'x-unit': words.unit }),
    ...(words.hint !== undefined && { description: words.hint }),
    ...more,
  });

/** One line of text. */
export const text = (words: FieldWords, maximum = 200) => drawn(freeText(maximum), words, 'text');
/** Several lines of text. */
export const longText = (words: FieldWords, maximum = 2000) => drawn(freeText(maximum), words, 'long-text');

/** A whole number within limits. */
export const integer = (words: FieldWords, minimum: number, maximum: number) => {
  const message = `请填写 ${String(minimum)} 到 ${String(maximum)} 之间的整数`;
  return drawn(z.int({ error: message }).min(minimum, message).max(maximum, message), words, 'integer');
};

const decimal = (label: string, example: string, parse: (value: string, field: DecimalField) => Parsed<bigint>) =>
  z.string({ error: `请填写数字，例如 ${example}` }).transform((value, context) => {
    const parsed = parse(value.trim(), { field: '', label, example });
    if (parsed.ok) return parsed.value;
    context.issues.push({ code: 'custom', message: parsed.finding.message, input: value });
    return z.NEVER;
  });

/** Money: typed in yuan with at most two decimals, stored in fen. */
export const yuan = (words: FieldWords) =>
  drawn(decimal(words.title, '1200000.00', parseYuan), { unit: '元', ...words }, 'yuan');
/** Area: typed in m² with at most two decimals, stored in hundredths of m². */
export const area = (words: FieldWords) =>
  drawn(decimal(words.title, '18.33', parseSqm), { unit: '平方米', ...words }, 'area');

/** A civil day. */
export const date = (words: FieldWords) => drawn(day, words, 'date');
export const yesNo = (words: FieldWords) => drawn(z.boolean({ error: '请选择是或否' }), words, 'yes-no');

/** One word of a part of the vocabulary. */
export const choice = <T extends Readonly<Record<string, Term>>>(words: FieldWords, terms: T) => {
  const keys = Object.keys(terms) as [keyof T & string, ...(keyof T & string)[]];
  const options = Object.entries(terms).map(([value, { label }]) => ({ value, label }));
  return drawn(z.enum(keys, { error: '请选择其中一项' }), words, 'choice', { 'x-options': options });
};

/** Rows of the same fields, between so many and so many. */
export const rows = <S extends z.ZodRawShape>(words: FieldWords, fields: S, minimum = 1, maximum = 50) =>
  drawn(
    z
      .array(z.strictObject(fields))
      .min(minimum, `至少填写 ${String(minimum)} 行`)
      .max(maximum, `最多填写 ${String(maximum)} 行`),
    words,
    'rows',
  );

const reference = (message: string) => z.uuid({ error: message });

/** An organisation of one of these kinds. */
export const organisation = (words: FieldWords, kinds: readonly OrganisationKind[]) =>
  drawn(reference('请选择单位'), words, 'organisation', { 'x-kinds': kinds });
/** A person who holds one of these roles today. */
export const account = (words: FieldWords, roles: readonly Role[]) =>
  drawn(reference('请选择人员'), words, 'account', { 'x-roles': roles });
/** A project. */
export const project = (words: FieldWords) => drawn(reference('请选择项目'), words, 'project');
/** A household of the project of the case. */
export const household = (words: FieldWords) => drawn(reference('请选择户'), words, 'household');
/** A paper uploaded for this task. */
export const document = (words: FieldWords) => drawn(reference('请上传文件'), words, 'document');
