import { conversionFindings } from '../repositories/conversion-gates.repository.js';
import type { ActHandlings, CompletionCheck, PerCaseSql } from './act-handling.js';

const COMPILED: PerCaseSql = `SELECT DISTINCT ON (case_id) case_id AS id, content_hash AS value FROM task_entry
  WHERE case_id = ANY($1) AND act = 'compile-conversion-gates' AND superseded_at IS NULL ORDER BY case_id, seq DESC`;
const LISTED: PerCaseSql = 'SELECT id, conversion_hash(id) AS value FROM conversion WHERE id = ANY($1)';

/** nobody proposes, examines or decides it while one of the eight points is open. */
const allGreen: CompletionCheck = async (tx, { taskCase, verdict }) =>
  verdict === 'proposed' || verdict === 'approved' ? conversionFindings(tx, taskCase.id, true) : [];

/** The conversion of a project: compiled, proposed by both bodies, examined and decided on one fixed list. */
export const conversionHandlings: ActHandlings = {
  'confirm-conversion-gates': { content: COMPILED, check: allGreen },
  'examine-conversion': { content: LISTED, check: allGreen },
  'decide-conversion': { content: LISTED, check: allGreen },
};
