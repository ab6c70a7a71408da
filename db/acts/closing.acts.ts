import { openMattersOf } from '../repositories/closing.repository.js';
import type { ActHandlings, CompletionCheck } from './act-handling.js';
import { missing } from './act-handling.js';

const nothingOpen: CompletionCheck = async (tx, { taskCase }) => {
  const open = await openMattersOf(tx, taskCase.id);
  const [first] = open;
  if (first === undefined) return [];
  return missing(`还有 ${String(open.length)} 项未补齐，例如 ${first.caseNumber}：${first.what}`, 'R-47');
};

/** The end of a project. */
export const closingHandlings: ActHandlings = {
  'complete-files': { check: nothingOpen },
  'confirm-audit-rectification': {
    content: `SELECT DISTINCT ON (case_id) case_id AS id, content_hash AS value FROM task_entry
      WHERE case_id = ANY($1) AND act = 'rectify-audit-findings' AND superseded_at IS NULL ORDER BY case_id, seq DESC`,
  },
};
