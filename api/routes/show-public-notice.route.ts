import { NoticeSubject } from '../../db/entities/notice.entity.js';
import { trackOfChoice } from '../../db/repositories/chosen-appraiser.repository.js';
import { trackOfExpropriation } from '../../db/repositories/expropriation-page.repository.js';
import { contentForTier, getNotice } from '../../db/repositories/notices.repository.js';
import { registeredProject } from '../../db/repositories/projects.repository.js';
import type { Transaction } from '../../db/transaction.js';
import { ApiError } from '../api-error.js';
import type { Caller } from '../caller.js';
import { idParams, publicNotice } from '../contract/index.js';
import { defineRoute } from '../define-route.js';
import { noticeSummary, noticeTableOf } from '../present/notice-table.js';
import { isPublic, publicNoticeRow } from '../present/public-notice.js';

/** Tier 2 is for the persons expropriated and staff, tier 1 for everybody else (RULES part 8). */
async function tierFor(tx: Transaction, caller: Caller | null, noticeId: string): Promise<1 | 2> {
  if (caller?.kind === 'staff') return 2;
  if (caller === null) return 1;
  const subject = await tx.manager.findOneBy(NoticeSubject, { noticeId, householdId: caller.householdId });
  return subject ? 2 : 1;
}

export const showPublicNoticeRoute = defineRoute({
  method: 'get',
  path: '/public/notices/:id',
  access: 'anyone',
  summary: '公示板：一份公示（已脱敏）',
  params: idParams,
  answer: publicNotice,
  handle: async ({ params, caller }, { db }) => {
    const body = await db.transaction(async (tx) => {
      const notice = await getNotice(tx, params.id);
      if (!isPublic(notice)) throw new ApiError('NOT_FOUND');
      const now = await tx.now();
      const tier = await tierFor(tx, caller, notice.id);
      const content = contentForTier(notice, tier);
      const row = publicNoticeRow(notice, (await registeredProject(tx, notice.projectId)).name, now);
      const table = row.running && content !== null ? noticeTableOf(content) : null;
      const { contentHash, proofHash } = notice;
      const agencyTrackId = await trackOfChoice(tx, notice.id);
      const expropriationTrackId = await trackOfExpropriation(tx, notice.id);
      const tracks = { agencyTrackId, expropriationTrackId };
      return { ...row, now, tier, summary: noticeSummary(content), table, contentHash, proofHash, ...tracks };
    });
    return { status: 200, body };
  },
});
