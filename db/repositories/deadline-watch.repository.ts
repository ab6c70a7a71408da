import type { Role } from '../../rules/acts.js';
import { addDays, endOfDay } from '../../rules/dates.js';
import type { IsoDate } from '../../rules/dates.js';
import { legalTexts } from '../../rules/policy/legal-texts.js';
import type { Policy } from '../../rules/policy/policies.js';
import { checkTextExpiry } from '../../rules/policy/text-expiry.js';
import { certificateExpiries } from '../../rules/staff/certificate-expiry.js';
import type { StaffCertificate } from '../../rules/staff/certificate.js';
import { WATCHED_ALARMS } from '../../rules/vocabulary/alarms.js';
import type { AlarmKind } from '../../rules/vocabulary/alarms.js';
import type { Transaction } from '../transaction.js';
import { raiseAlarm } from './alarms.repository.js';
import type { NewAlarm } from './alarms.repository.js';
import { PolicyBook } from './policy-book.js';

type Watched = NewAlarm & { readonly dueAt: string };

/** A day by which something has to be done and is not: what, of which case, and whom it concerns. */
interface DueMatter {
  readonly caseId: string;
  readonly step: string;
  readonly dueOn: IsoDate;
  readonly matter: string;
  readonly roles: readonly Role[];
  readonly personId: string | null;
  readonly projectId: string | null;
}

/** Days of the procedures and of the registers that nothing has settled yet. */
const MATTERS = `
  SELECT id AS "caseId", 'signing' AS step, civil_day(signing_ends_at) AS "dueOn", name || ' 签约期' AS matter,
    ARRAY['town-officer', 'project-supervisor', 'district-officer'] AS roles, NULL::uuid AS "personId", id AS "projectId"
  FROM project WHERE signing_ends_at IS NOT NULL AND rate_reached_at IS NULL
  UNION ALL
  SELECT project_id, 'commission', max(valid_to), '委托合同 ' || string_agg(number, '、'),
    ARRAY['town-officer', 'district-officer', 'general-manager'], NULL, project_id
  FROM commission_in_force GROUP BY project_id, firm_organisation_id HAVING bool_and(valid_to IS NOT NULL)
  UNION ALL
  SELECT frozen.project_id, 'freeze', ends_on, '暂停办理', ARRAY['district-officer', 'planning-officer'], NULL, frozen.project_id
  FROM freeze_notice frozen JOIN task_entry entry ON entry.id = entry_id WHERE superseded_at IS NULL
    AND ends_on >= app_today()
  UNION ALL
  SELECT list.id, 'payment', round.due_on, '发放清单 ' || list.number || ' 付款',
    ARRAY['finance-head', 'general-manager', 'supervision-department'], NULL, round.project_id
  FROM payment_list list JOIN payment_round round ON round.id = list.round_id WHERE list.status <> 'settled'
  UNION ALL
  SELECT said.row_id, 'problem', due_on, '问题整改“' || problem || '”',
    ARRAY['state-assets-inspector', 'supervision-department'], owner_id, NULL
  FROM problem JOIN register_standing said ON said.id = problem.entry_id
  CROSS JOIN LATERAL (SELECT owner_id, due_on FROM problem_assignment fact JOIN register_standing given
    ON given.id = fact.entry_id WHERE given.row_id = said.row_id ORDER BY given.seq DESC LIMIT 1) assigned
  WHERE NOT EXISTS (SELECT FROM problem_verdict fact JOIN register_standing given ON given.id = fact.entry_id
    WHERE given.row_id = said.row_id AND outcome = 'closed')
  UNION ALL
  SELECT said.row_id, 'integrity', report_due_on, year || ' 年度廉政责任报告', ARRAY['state-assets-inspector'], leader_id, NULL
  FROM integrity_duty JOIN register_standing said ON said.id = entry_id
  WHERE NOT EXISTS (SELECT FROM integrity_report fact JOIN register_standing given ON given.id = fact.entry_id
    WHERE given.row_id = said.row_id AND NOT EXISTS (SELECT FROM integrity_review review
      JOIN register_standing later ON later.id = review.entry_id
      WHERE later.row_id = said.row_id AND later.seq > given.seq AND outcome = 'returned'))
  UNION ALL
  SELECT said.row_id, 'cooperation', due_on, '部门协作“' || left(matter, 40) || '”',
    ARRAY[asked_post, 'supervision-department'], said.person_id, NULL
  FROM cooperation_request JOIN register_standing said ON said.id = entry_id
  WHERE NOT EXISTS (SELECT FROM cooperation_answer fact JOIN register_standing given ON given.id = fact.entry_id
    WHERE given.row_id = said.row_id AND NOT EXISTS (SELECT FROM cooperation_close closing
      JOIN register_standing later ON later.id = closing.entry_id
      WHERE later.row_id = said.row_id AND later.seq > given.seq AND outcome = 'returned'))
  UNION ALL
  SELECT said.row_id, 'target', ends_on, '岗位目标“' || left(target, 40) || '”考核', ARRAY['supervision-department'],
    said.person_id, NULL
  FROM post_target JOIN register_standing said ON said.id = entry_id
  WHERE NOT EXISTS (SELECT FROM post_judgement fact JOIN register_standing given ON given.id = fact.entry_id
    WHERE given.row_id = said.row_id)`;

async function deadlines(tx: Transaction, today: IsoDate, policy: Policy): Promise<Watched[]> {
  const horizon = addDays(today, policy.inspection.deadlineAhead.value.amount);
  const matters = await tx.query<DueMatter>(`SELECT * FROM (${MATTERS}) matter WHERE "dueOn" <= $1`, [horizon]);
  return matters.map(({ matter, dueOn, ...rest }) => {
    const over = dueOn < today;
    const text = over ? `${matter}已于 ${dueOn} 到期，请督促办理` : `${matter}将于 ${dueOn} 到期，请按期办理`;
    const kind = over ? 'deadline-overdue' : 'deadline-near';
    return { ...rest, kind, dueAt: endOfDay(dueOn), text, clauses: ['R-53', 'R-69'] };
  });
}

/** Texts of law that lapse or have lapsed; the district has to find what follows them. */
async function texts(tx: Transaction, today: IsoDate, policy: Policy): Promise<Watched[]> {
  const { value, findings } = checkTextExpiry(legalTexts, today, null, policy);
  const lasting = [...value.expired, ...value.expiring].filter((text) => text.validTo !== null);
  const rows = await tx.query<{ id: string; number: string }>(
    'SELECT md5(number)::uuid AS id, number FROM unnest($1::text[]) AS number',
    [lasting.map(({ number }) => number)],
  );
  const idOf = new Map(rows.map(({ id, number }) => [number, id]));
  return lasting.flatMap(({ number, validTo }) => {
    const caseId = idOf.get(number);
    const text = findings.find(({ basis }) => basis === number)?.message;
    if (caseId === undefined || text === undefined || validTo === null) return [];
    const kind: AlarmKind = validTo < today ? 'text-expired' : 'text-expiring';
    const roles: Role[] = ['district-officer', 'planning-officer'];
    return [{ kind, caseId, dueAt: endOfDay(validTo), text: `${number}：${text}`, roles, clauses: ['R-15', 'R-16'] }];
  });
}

/** Post certificates that end or have ended (SD16): the person, and whoever manages the staff. */
async function certificates(tx: Transaction, today: IsoDate, policy: Policy): Promise<Watched[]> {
  const all = await tx.query<StaffCertificate & { name: string }>(
    `SELECT account_id AS "personId", number, valid_from AS "validFrom", valid_to AS "validTo", display_name AS name
     FROM staff_certificate JOIN account ON account.id = account_id WHERE active`,
  );
  const { value, findings } = certificateExpiries(all, today, policy);
  const nameOf = new Map(all.map(({ personId, name }) => [personId, name]));
  return value.map(({ personId, lastDay, state }) => ({
    kind: state === 'expired' ? 'certificate-expired' : 'certificate-expiring',
    caseId: personId,
    personId,
    dueAt: endOfDay(lastDay),
    text: `${nameOf.get(personId) ?? ''}的${findings.find(({ field }) => field === personId)?.message ?? '上岗证到期'}`,
    roles: ['staff-manager', 'supervision-department'],
    clauses: ['SD16', 'R-42'],
  }));
}

const SETTLE = `
  UPDATE alarm SET settled_at = app_now() WHERE settled_at IS NULL AND kind = ANY($1) AND NOT EXISTS (
    SELECT FROM jsonb_to_recordset($2::jsonb) AS due (kind text, "caseId" uuid, step text, "dueAt" timestamptz)
    WHERE due.kind = alarm.kind AND due."caseId" = case_id AND due.step = alarm.step AND due."dueAt" = due_at)
  RETURNING id`;

/**
 * Looks once at everything that falls due: raises what is near or over and not known yet, settles what is done. Run
 * again on the same day it changes nothing.
 */
export async function watchDeadlines(tx: Transaction): Promise<{ raised: number; settled: number }> {
  await tx.lock('deadline-watch');
  const today = await tx.today();
  const policy = (await PolicyBook.load(tx)).policyFrom(today);
  const due = [
    ...(await deadlines(tx, today, policy)),
    ...(await texts(tx, today, policy)),
    ...(await certificates(tx, today, policy)),
  ];
  const keys = due.map(({ kind, caseId, step = '', dueAt }) => ({ kind, caseId, step, dueAt }));
  const settled = await tx.change<{ id: string }>(SETTLE, [WATCHED_ALARMS, JSON.stringify(keys)]);
  let raised = 0;
  for (const alarm of due) if (await raiseAlarm(tx, alarm)) raised += 1;
  return { raised, settled: settled.length };
}
