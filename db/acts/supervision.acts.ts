import type { Finding } from '../../rules/decision.js';
import { checkInspectors } from '../../rules/supervision/inspection-due.js';
import { baseStaffAmong, mayRecord } from '../repositories/inspection-facts.repository.js';
import { getInspection } from '../repositories/inspections.repository.js';
import { policyOfDistrict } from '../repositories/policy-book.js';
import type { Transaction } from '../transaction.js';
import type { ActHandlings, PerCaseSql } from './act-handling.js';

const RECTIFICATION: PerCaseSql = `SELECT case_id AS id, content_hash AS value FROM task_entry
  WHERE case_id = ANY($1) AND act = 'rectify-findings' AND superseded_at IS NULL`;
const RECORD: PerCaseSql = `SELECT case_id AS id, content_hash AS value FROM task_entry
  WHERE case_id = ANY($1) AND act IN ('record-inspection-inside', 'record-inspection-outside')
    AND superseded_at IS NULL`;
/** A re-check that fails opens the rectification anew. */
const ROUND: PerCaseSql = `SELECT inspected.id, 1 + (SELECT count(*)::int FROM case_act
    WHERE case_id = inspected.id AND act IN ('recheck-inside', 'recheck-outside') AND verdict = 'returned'
      AND withdrawn_at IS NULL) AS value FROM unnest($1::uuid[]) AS inspected (id)`;

/** SD13: nobody inspects a base he works at. */
async function fromElsewhere(tx: Transaction, caseId: string, personId: string): Promise<readonly Finding[]> {
  const { projectId } = await getInspection(tx, caseId);
  const staff = await baseStaffAmong(tx, projectId, [personId]);
  return checkInspectors([personId], staff, await policyOfDistrict(tx)).findings;
}

/** Recording is for those who were assigned. */
async function assigned(tx: Transaction, caseId: string, personId: string): Promise<readonly Finding[]> {
  const elsewhere = await fromElsewhere(tx, caseId, personId);
  if (await mayRecord(tx, caseId, personId)) return elsewhere;
  const message = '本人不是本次检查指派的检查人员，请由指派的人员记录';
  return [...elsewhere, { code: 'ROLE_MISSING', message, basis: 'R-70' }];
}

/** Inspections: who may inspect, and that an approval counts for exactly the rectification that was seen. */
export const supervisionHandlings: ActHandlings = {
  'assign-inspectors-inside': { begin: fromElsewhere },
  'assign-inspectors-outside': { begin: fromElsewhere },
  'record-inspection-inside': { begin: assigned },
  'record-inspection-outside': { begin: assigned },
  'rectify-findings': { round: ROUND },
  'recheck-inside': { round: ROUND, content: RECTIFICATION, begin: fromElsewhere },
  'recheck-outside': { round: ROUND, content: RECTIFICATION, begin: fromElsewhere },
  'receive-outside-findings': { content: RECORD },
};
