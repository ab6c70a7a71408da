import { shanghaiDateOf } from '../../rules/dates.js';
import { mayHire } from '../../rules/staff/hiring.js';
import type { Assessment } from '../../rules/staff/hiring.js';
import { mayCertify } from '../../rules/staff/may-certify.js';
import type { ActName } from '../../rules/acts.js';
import type { CaseAct } from '../../rules/staff/case-act.js';
import {
  assessmentsOf,
  certificationOf,
  getStaffMember,
  setOutcome,
  trainingOfPersons,
} from '../repositories/staff-members.repository.js';
import { missing } from './act-handling.js';
import type { ActEffect, ActHandlings, CompletionCheck, PerCaseSql } from './act-handling.js';

/** The training entered last: what the one who confirms has before him. */
const TRAINING: PerCaseSql = `SELECT DISTINCT ON (case_id) case_id AS id, content_hash AS value FROM task_entry
  WHERE case_id = ANY($1) AND act = 'record-training' AND superseded_at IS NULL ORDER BY case_id, seq DESC`;

const assessed = (acts: readonly CaseAct[], act: ActName): Assessment | null => {
  const last = acts.findLast((done) => done.act === act && !done.withdrawn);
  if (last === undefined) return null;
  return { on: shanghaiDateOf(last.actedAt), byId: last.personId, passed: last.verdict === 'approved' };
};

/** ethics first, by others than who proposes; punishments looked up, ties declared (SD15). */
const hirable: CompletionCheck = async (tx, { taskCase, caseActs, verdict }, policy) => {
  if (verdict !== 'approved') return [];
  const { proposedBy, ties } = await getStaffMember(tx, taskCase.id);
  const assessments = await assessmentsOf(tx, taskCase.id);
  const proposal = {
    proposedById: proposedBy ?? '',
    ethics: assessed(caseActs, 'assess-ethics'),
    professional: assessed(caseActs, 'assess-ability'),
    recordChecked: assessments.some(({ kind, recordChecked }) => kind === 'ethics' && recordChecked),
    tiesDeclared: ties !== null,
  };
  return mayHire(proposal, policy).findings;
};

const certifiable: CompletionCheck = async (tx, { taskCase, verdict }, policy) => {
  if (verdict !== 'certified') return [];
  const { accountId } = await getStaffMember(tx, taskCase.id);
  const certification = await certificationOf(tx, taskCase.id);
  if (certification === undefined) return missing('尚未填写考试和上岗证，请先填写', 'SD16');
  if (certification.number !== null) {
    const taken = await tx.maybeOne('SELECT FROM staff_certificate WHERE number = $1', [certification.number]);
    if (taken) return [{ code: 'ALREADY_DONE', message: '该上岗证编号已登记，请核对编号', basis: 'SD16' }];
  }
  const sessions = await trainingOfPersons(tx, [accountId]);
  return mayCertify(accountId, certification, sessions, await tx.today(), policy).findings;
};

const refusedEnds: ActEffect = async (tx, { caseId, verdict }) => {
  if (verdict === 'refused') await setOutcome(tx, caseId, 'refused');
};

const hiringDecided: ActEffect = (tx, { caseId, verdict }) =>
  setOutcome(tx, caseId, verdict === 'approved' ? 'hired' : 'refused');

/** Hiring, training and certificates of the firms' staff. */
export const staffHandlings: ActHandlings = {
  'assess-ethics': { effect: refusedEnds },
  'assess-ability': { effect: refusedEnds },
  'decide-hiring': { check: hirable, effect: hiringDecided },
  'confirm-training': { content: TRAINING },
  'certify-staff': { check: certifiable },
};
