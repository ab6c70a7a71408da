import { shanghaiDateOf } from '../../rules/dates.js';
import type { IsoDate, IsoInstant } from '../../rules/dates.js';
import { endOfDay } from '../../rules/dates.js';
import { rectificationState } from '../../rules/supervision/rectification.js';
import { holidayCalendar } from '../holidays.js';
import { refusal } from '../errors.js';
import type { Transaction } from '../transaction.js';
import { raiseAlarm } from './alarms.repository.js';
import type { NewAlarm } from './alarms.repository.js';
import { actsOfCase } from './case-acts.repository.js';
import { recordOf } from './inspection-facts.repository.js';
import { getInspection } from './inspections.repository.js';
import { appendEntry, SYSTEM_ACTOR } from './ledger.repository.js';
import { policyOfDistrict } from './policy-book.js';

/** An alarm about an inspection: the owner's supervision is told unless somebody else is named. */
async function alarm(
  tx: Transaction,
  id: string,
  told: Pick<NewAlarm, 'kind' | 'text' | 'clauses'> & Partial<Pick<NewAlarm, 'step' | 'roles'>>,
): Promise<void> {
  const { projectId } = await getInspection(tx, id);
  await raiseAlarm(tx, { roles: ['state-assets-inspector'], ...told, caseId: id, projectId });
}

/** Re-checks that failed so far; each opens another round of the rectification. */
async function failedRechecks(tx: Transaction, inspectionId: string): Promise<{ on: IsoDate; byId: string }[]> {
  const acts = await actsOfCase(tx, inspectionId);
  return acts
    .filter(({ act, verdict, withdrawn }) => act.startsWith('recheck-') && verdict === 'returned' && !withdrawn)
    .map(({ actedAt, personId }) => ({ on: shanghaiDateOf(actedAt), byId: personId }));
}

/**
 * 发出整改意见: the day until which everything that was found is to be put right, by the most serious of it; anew
 * after a re-check that failed, of which the owner's supervision is told. Answers the end of that day.
 */
export async function issueOpinion(tx: Transaction, inspectionId: string): Promise<{ rectifyBy: IsoInstant }> {
  const record = await recordOf(tx, inspectionId);
  if (record === undefined || record.findings.length === 0) {
    throw refusal('INSPECTION_MISSING', '检查没有发现问题，无须整改', 'R-53');
  }
  const today = await tx.today();
  const failed = await failedRechecks(tx, inspectionId);
  const last = failed.at(-1);
  const recheck = last === undefined ? null : { ...last, passed: false };
  // Only the day counts here; who put it right stands in the register and is checked by the guards.
  const rectification = last === undefined ? null : { on: last.on, byId: '' };
  const policy = await policyOfDistrict(tx);
  const days = record.findings.map(({ severity }) => {
    const found = { severity, foundOn: record.recordedOn, foundById: record.recordedBy, rectification, recheck };
    return rectificationState(found, today, holidayCalendar, policy).value.dueOn ?? today;
  });
  const dueOn = days.reduce((earliest, each) => (each < earliest ? each : earliest));
  const round = failed.length + 1;
  const issued = await tx.query(
    `INSERT INTO rectification_opinion (inspection_id, round, due_on) VALUES ($1, $2, $3)
     ON CONFLICT DO NOTHING RETURNING round`,
    [inspectionId, round, dueOn],
  );
  if (issued.length > 0) {
    const payload = { round, dueOn, findings: record.findings.length };
    const entry = { caseId: inspectionId, kind: 'opinion-issued', clauses: ['R-53'], payload } as const;
    await appendEntry(tx, { ...entry, actorId: SYSTEM_ACTOR });
    if (round > 1) {
      const text = '整改复查未通过，请区国资委督促重新整改';
      await alarm(tx, inspectionId, { kind: 'recheck-failed', text, clauses: ['R-2', 'R-53'] });
    }
  }
  return { rectifyBy: endOfDay(dueOn) };
}

/** 整改逾期: the owner's supervision is told. */
export async function escalateRectification(tx: Transaction, inspectionId: string): Promise<void> {
  const text = '整改已逾期，请区国资委督办';
  await alarm(tx, inspectionId, { kind: 'rectification-overdue', text, clauses: ['R-2', 'R-53'] });
}

/** 送区里和纪检监察: what an outside inspection found goes to district and discipline at once, not through the firm. */
export async function reportOutsideFindings(tx: Transaction, inspectionId: string): Promise<number> {
  const record = await recordOf(tx, inspectionId);
  const findings = record?.findings.length ?? 0;
  if (findings === 0) return 0;
  for (const [role, body] of [
    ['district-officer', '区征收部门'],
    ['discipline-inspector', '区纪检监察机关'],
  ] as const) {
    const text = `外部检查发现问题，送${body}`;
    await alarm(tx, inspectionId, {
      kind: 'outside-findings',
      step: role,
      text,
      roles: [role],
      clauses: ['R-2', 'R-49'],
    });
  }
  const payload = { findings, breaches: record?.breaches.length ?? 0 };
  const entry = { caseId: inspectionId, kind: 'findings-reported', clauses: ['R-2', 'R-49'], payload } as const;
  await appendEntry(tx, { ...entry, actorId: SYSTEM_ACTOR });
  return findings;
}
