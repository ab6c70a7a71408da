import { refusal } from '../errors.js';
import { markMasked } from '../repositories/notices.repository.js';
import { getObjection } from '../repositories/objections.repository.js';
import { byVerdict, missing } from './act-handling.js';
import type { ActEffect, ActHandlings, CompletionCheck } from './act-handling.js';

const NOTICE_HASH = 'SELECT id, content_hash AS value FROM notice WHERE id = ANY($1)';

const setStatus = (statusOf: Readonly<Record<string, string>>) =>
  byVerdict('UPDATE notice SET status = $2 WHERE id = $1 AND published_at IS NULL', statusOf);

const answerGiven: CompletionCheck = async (tx, { taskCase, personId, verdict }) => {
  const { answer, upheld, handlerId } = await getObjection(tx, taskCase.id);
  if (answer === null || handlerId !== personId) return missing('本人尚未填写书面答复，请先答复再办结', 'SD12');
  if (upheld === (verdict === 'upheld')) return [];
  return [
    { code: 'VERDICT_INVALID', message: '结论与书面答复不一致，请改正后再办结', basis: 'SD12', field: 'verdict' },
  ];
};

/** A verdict on an objection must be the one that was written to the household. */
const answered: ActEffect = async (tx, { caseId, verdict }) => {
  const { answer, upheld } = await getObjection(tx, caseId);
  if (answer === null || upheld === null) throw refusal('OBJECTION_OPEN', '请先填写书面答复，再办结本异议', 'SD12');
  if (upheld !== (verdict === 'upheld')) {
    throw refusal('VERDICT_INVALID', '结论与书面答复不一致，请改正后再办结', 'SD12', 'verdict');
  }
};

/** Notices and objections to them. */
export const publicationHandlings: ActHandlings = {
  'mask-notice': { content: NOTICE_HASH, effect: (tx, { caseId }) => markMasked(tx, caseId) },
  'approve-notice': { content: NOTICE_HASH, effect: setStatus({ approved: 'approved', returned: 'prepared' }) },
  'answer-objection': { check: answerGiven, effect: answered },
};
