import type { Notice } from '../../db/entities/notice.entity.js';
import { labelOf } from '../../rules/vocabulary.js';
import type * as contract from '../contract/index.js';

/** A notice that is or was public, for the board; `now` decides whether its period still runs. */
export function publicNoticeRow(notice: Notice, projectName: string, now: string): contract.PublicNoticeRow {
  const publishedAt = notice.publishedAt ?? notice.preparedAt;
  const endsAt = notice.endsAt ?? publishedAt;
  return {
    id: notice.id,
    kind: notice.kind,
    kindLabel: labelOf('noticeKind', notice.kind),
    number: notice.number,
    title: notice.title,
    projectName,
    publishedAt,
    endsAt,
    running: notice.status === 'published' && Date.parse(now) < Date.parse(endsAt),
    archivedAt: notice.archivedAt,
  };
}

export const isPublic = (notice: Notice): boolean => ['published', 'archived'].includes(notice.status);
