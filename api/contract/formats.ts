/**
 * The written forms that every request and answer shares. Money is yuan text with two decimals, area is m² text with
 * two decimals, moments are RFC 3339 with an offset: never a JSON number, so nothing is rounded on the way.
 */
import { z } from 'zod';

/** Yuan as an answer writes it: always two decimals, e.g. `909353.16`. */
export const yuanText = z.string().regex(/^-?(0|[1-9]\d{0,13})\.\d{2}$/);
/** Yuan as a person may type it: at most two decimals, not negative. */
export const yuanInput = z
  .string()
  .trim()
  .regex(/^(0|[1-9]\d{0,12})(\.\d{1,2})?$/, '请填写金额（元），最多两位小数，例如 1200000.00');

/** Square metres as an answer writes it, e.g. `18.33`. */
export const areaText = z.string().regex(/^(0|[1-9]\d{0,8})\.\d{2}$/);
/** Square metres as a person may type it: above zero, at most two decimals. */
export const areaInput = z
  .string()
  .trim()
  .regex(/^(0|[1-9]\d{0,5})(\.\d{1,2})?$/, '请填写面积（平方米），最多两位小数，例如 18.33')
  .refine((text) => /[1-9]/.test(text), '面积必须大于零');

export const instant = z.iso.datetime({ offset: true });
export const day = z.iso.date();
export const id = z.uuid();
/** Digest of a content, 64 hexadecimal digits. */
export const contentHash = z.string().regex(/^[0-9a-f]{64}$/, '内容摘要应为 64 位十六进制');
/** Key of something at the engine: an int64 as decimal text. */
export const engineKey = z.string().regex(/^[1-9]\d{0,18}$/, '任务编号应为数字');

/** Free text a person types: trimmed, not empty, of a readable length. */
export const freeText = (maximum: number) =>
  z
    .string()
    .trim()
    .min(1, '请填写内容')
    .max(maximum, `内容不能超过 ${String(maximum)} 字`);

export const pageQuery = z.object({
  page: z.coerce.number().int().min(1).max(100_000).default(1),
  pageSize: z.coerce.number().int().min(1).max(100).default(20),
});

/** One page of a list; `total` counts all rows, `page` starts at 1. */
export const pageOf = <T extends z.ZodType>(item: T) =>
  z.object({
    items: z.array(item),
    page: z.number().int(),
    pageSize: z.number().int(),
    total: z.number().int(),
  });

/** The keys of a part of the vocabulary, as the values a field may have. */
export const keysOf = <T extends Record<string, unknown>>(terms: T) =>
  Object.keys(terms) as [keyof T & string, ...(keyof T & string)[]];

/** A key with the words shown for it. */
export const labelled = z.object({ value: z.string(), label: z.string() });
export type Labelled = z.infer<typeof labelled>;

/** Path parameters of routes about one thing. */
export const idParams = z.object({ id });
export const taskParams = z.object({ taskKey: engineKey });
