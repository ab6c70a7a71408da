import type { ActName } from '../../rules/acts.js';
import { refusal } from '../errors.js';
import type { Transaction } from '../transaction.js';
import { markMasked } from './notices.repository.js';
import { getObjection } from './objections.repository.js';
import type { RecordedAct } from './acts.repository.js';

type Effect = (tx: Transaction, act: RecordedAct) => Promise<unknown>;

/** Sets a status by the verdict; a verdict not named changes nothing. */
const byVerdict =
  (sql: string, statusOf: Readonly<Record<string, string>>): Effect =>
  async (tx, { caseId, verdict }) => {
    const status = statusOf[verdict ?? ''];
    if (status !== undefined) await tx.query(sql, [caseId, status]);
  };

const stage = (statusOf: Readonly<Record<string, string>>) =>
  byVerdict('UPDATE household SET stage = $2 WHERE id = $1', statusOf);
const notice = (statusOf: Readonly<Record<string, string>>) =>
  byVerdict('UPDATE notice SET status = $2 WHERE id = $1 AND published_at IS NULL', statusOf);
const openAgreement = (statusOf: Readonly<Record<string, string>>) =>
  byVerdict(
    `UPDATE agreement SET status = $2 WHERE household_id = $1
     AND status IN ('officers-signed', 'in-review', 'approved') AND status <> $2`,
    statusOf,
  );
const list = (statusOf: Readonly<Record<string, string>>) =>
  byVerdict(
    `UPDATE payment_list SET status = $2 WHERE id = $1 AND status IN ('draft', 'in-review', 'approved') AND status <> $2`,
    statusOf,
  );

const review: Effect = async (tx, act) => {
  await openAgreement({ approved: 'in-review', returned: 'returned' })(tx, act);
  await stage({ approved: 'reviewing' })(tx, act);
};
const lowerLevel = list({ approved: 'in-review', refused: 'refused' });

/** A verdict on an objection must be the one that was written to the household. */
const answered: Effect = async (tx, { caseId, verdict }) => {
  const { answer, upheld } = await getObjection(tx, caseId);
  if (answer === null || upheld === null) throw refusal('OBJECTION_OPEN', '请先填写书面答复，再办结本异议', 'SD12');
  if (upheld !== (verdict === 'upheld')) {
    throw refusal('VERDICT_INVALID', '结论与书面答复不一致，请改正后再办结', 'SD12', 'verdict');
  }
};

const EFFECTS: Partial<Record<ActName, Effect>> = {
  'mask-notice': (tx, { caseId }) => markMasked(tx, caseId),
  'approve-notice': notice({ approved: 'approved', returned: 'prepared' }),
  'answer-objection': answered,
  negotiate: (tx, { caseId }) =>
    tx.query(`UPDATE household SET stage = 'negotiating' WHERE id = $1 AND stage = 'frozen'`, [caseId]),
  'check-before-signing': stage({ passed: 'signing', returned: 'negotiating' }),
  'review-project-supervisor': review,
  'review-supervision-department': review,
  'review-investment-supervisor': review,
  'approve-agreement': openAgreement({ approved: 'approved', returned: 'returned' }),
  'approve-payment-1': lowerLevel,
  'approve-payment-2': lowerLevel,
  'approve-payment-3': lowerLevel,
  'approve-payment-4': list({ approved: 'approved', refused: 'refused' }),
  'release-payment': list({ approved: 'released', refused: 'refused' }),
};

/** What an act changes on its case by itself, so that status and acts never disagree. */
export async function applyEffect(tx: Transaction, act: RecordedAct): Promise<void> {
  await EFFECTS[act.act]?.(tx, act);
}
