import { dropDisposal } from '../repositories/disposals.repository.js';
import type { ActHandling, ActHandlings } from './act-handling.js';

/** Whoever handles money keeps no archives, and neither hands them over nor has them destroyed (会计法, SD8). */
const nobodyOfFinance: ActHandling['begin'] = async (tx, _disposalId, personId) => {
  const held = await tx.query(
    `SELECT FROM account_role WHERE account_id = $1 AND role IN ('payment-maker', 'bookkeeper', 'finance-head')
       AND app_today() BETWEEN valid_from AND coalesce(valid_to, 'infinity')`,
    [personId],
  );
  if (held.length === 0) return [];
  const message = '出纳、会计等经管资金的人员不得兼管会计档案的移交和销毁';
  return [{ code: 'DUTY_NOT_SEPARATED', message, basis: 'SD8' }];
};

/** Transfer and destruction of papers of closed projects. */
export const archiveHandlings: ActHandlings = {
  'propose-disposal': {
    begin: nobodyOfFinance,
    effect: async (tx, { caseId, verdict }) => {
      if (verdict === 'dropped') await dropDisposal(tx, caseId);
    },
  },
  'decide-disposal': {
    begin: nobodyOfFinance,
    content: `SELECT DISTINCT ON (case_id) case_id AS id, content_hash AS value FROM task_entry
      WHERE case_id = ANY($1) AND act = 'propose-disposal' AND superseded_at IS NULL ORDER BY case_id, seq DESC`,
  },
  'witness-disposal': { begin: nobodyOfFinance },
};
