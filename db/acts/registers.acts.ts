import { changeFindings, proposalOf } from '../repositories/rule-changes.repository.js';
import type { ActHandlings, CompletionCheck } from './act-handling.js';

const mayChange: CompletionCheck = async (tx, { taskCase, personId, verdict }) => {
  if (verdict !== 'approved') return [];
  const proposal = await proposalOf(tx, taskCase.id);
  return changeFindings(tx, proposal, proposal.proposedBy, personId);
};

/** Rows of registers that a task is about. */
export const registerHandlings: ActHandlings = {
  'approve-rule-change': {
    content: `SELECT entry.row_id AS id, entry.content_hash AS value FROM register_entry entry
      JOIN register_standing USING (id) WHERE entry.row_id = ANY($1) AND entry.act = 'propose-rule-change'`,
    check: mayChange,
  },
};
