import type { Notice, Objection } from '../../db/entities/notice.entity.js';
import { labelOf } from '../../rules/vocabulary.js';
import type * as contract from '../contract/index.js';

export const noticeReference = (notice: Notice): contract.NoticeReference => ({
  id: notice.id,
  kind: notice.kind,
  kindLabel: labelOf('noticeKind', notice.kind),
  number: notice.number,
  title: notice.title,
  status: notice.status,
  publishedAt: notice.publishedAt,
  endsAt: notice.endsAt,
});

export const objectionOf = (objection: Objection): contract.Objection => ({
  id: objection.id,
  noticeId: objection.noticeId,
  householdId: objection.householdId,
  text: objection.text,
  filedAt: objection.filedAt,
  status: objection.status,
  answer: objection.answer,
  upheld: objection.upheld,
  answeredAt: objection.answeredAt,
});
