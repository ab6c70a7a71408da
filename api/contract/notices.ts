/** Notices and objections as staff and households see them. */
import { z } from 'zod';
import { noticeKindTerms } from '../../rules/vocabulary/papers.js';
import { noticeStatusTerms, objectionStatusTerms } from '../../rules/vocabulary/statuses.js';
import { engineKey, freeText, id, instant, keysOf } from './formats.js';

export const noticeKind = z.enum(keysOf(noticeKindTerms));
export const noticeStatus = z.enum(keysOf(noticeStatusTerms));

export const noticeReference = z.object({
  id,
  kind: noticeKind,
  kindLabel: z.string(),
  number: z.string(),
  title: z.string(),
  status: noticeStatus,
  publishedAt: instant.nullable(),
  endsAt: instant.nullable(),
});
export type NoticeReference = z.infer<typeof noticeReference>;

export const objection = z.object({
  id,
  noticeId: id,
  householdId: id,
  text: z.string(),
  filedAt: instant,
  status: z.enum(keysOf(objectionStatusTerms)),
  answer: z.string().nullable(),
  upheld: z.boolean().nullable(),
  answeredAt: instant.nullable(),
});
export type Objection = z.infer<typeof objection>;

/** What the household said on a draft plan; the answer shows once all are answered. */
export const planOpinion = z.object({
  id,
  noticeTitle: z.string(),
  text: z.string(),
  unlawful: z.boolean(),
  filedAt: instant,
  accepted: z.boolean().nullable(),
  answer: z.string().nullable(),
});

/** A notice is a table: the columns with their labels, the rows as text per column. */
export const noticeTable = z.object({
  columns: z.array(z.object({ key: z.string(), label: z.string() })),
  rows: z.array(z.record(z.string(), z.string())),
});
export type NoticeTable = z.infer<typeof noticeTable>;

/** `POST /api/notices/:id/objections` (household). */
export const objectionBody = z.object({ text: freeText(2000) });
/** `POST /api/notices/:id/opinions` (household): on a draft plan that is out. */
export const opinionBody = z.object({ text: freeText(1000), unlawful: z.boolean() });
/** `POST /api/objections/:id/answer`. */
export const objectionAnswerBody = z.object({ taskKey: engineKey, answer: freeText(2000), upheld: z.boolean() });
export type ObjectionBody = z.infer<typeof objectionBody>;
export type OpinionBody = z.infer<typeof opinionBody>;
export type ObjectionAnswerBody = z.infer<typeof objectionAnswerBody>;
