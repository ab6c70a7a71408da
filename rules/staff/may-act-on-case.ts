import { actOf, isActName } from '../acts.js';
import type { Role } from '../acts.js';
import type { IsoDate } from '../dates.js';
import { decide } from '../decision.js';
import type { Decision, Finding } from '../decision.js';
import type { Policy } from '../policy/policies.js';
import type { OrganisationKind } from '../vocabulary/people.js';
import type { CaseAct } from './case-act.js';
import { certificateFindings } from './certificate.js';
import type { StaffCertificate } from './certificate.js';
import { commissionFindings } from './commission.js';
import type { Commission } from './commission.js';
import { separationFindings } from './separation.js';
import type { SeparatedAct } from './separation.js';

export interface ActingPerson {
  readonly personId: string;
  /** Roles the person holds on that day. */
  readonly roles: readonly Role[];
  readonly organisation?: OrganisationKind;
  readonly organisationId?: string;
  /** Kinds of bodies the person's organisation is affiliated with or paid by (SD6). */
  readonly affiliations?: readonly OrganisationKind[];
  readonly certificates: readonly StaffCertificate[];
}

export interface ActOnCase {
  readonly act: SeparatedAct;
  readonly person: ActingPerson;
  readonly on: IsoDate;
  /** Round of the survey, the negotiation or the list version. */
  readonly round: number;
  /** Everything done on this case so far, oldest first. */
  readonly caseActs: readonly CaseAct[];
  /** Acts on cases this one belongs to: the household of an objection, the households of a payment list. */
  readonly relatedActs?: readonly CaseAct[];
  /** Commissions in force of the project of the case; null where it belongs to no project. */
  readonly commissions: readonly Commission[] | null;
  /** Persons who must stay away: relatives, clients, neighbours in scope (SD7, SD15). */
  readonly recusedPersonIds?: readonly string[];
}

/**
 * May this person do this act on this case now? One place for role, certificate, pairs, recusal, separation of
 * duty (SD1–SD9, SD11, SD12, SD15, SD16) and the firm's commission. The engine's listeners, the API and the database guards all mirror it.
 * Verdicts and the order of reviews are decided in review/ and payment/.
 */
export function mayActOnCase(request: ActOnCase, policy: Policy): Decision<null> {
  const { act, person, caseActs, relatedActs = [] } = request;
  const findings: Finding[] = [
    ...roleFindings(request),
    ...(isActName(act) && actOf(act).certified
      ? certificateFindings(person.personId, person.certificates, request.on, policy)
      : []),
    ...pairFindings(request),
    ...separationFindings(act, person.personId, [...caseActs, ...relatedActs]),
    ...outsiderFindings(request),
    ...recusalFindings(request),
    ...commissionFindings(act, person.organisationId, request.commissions, request.on),
  ];
  return decide(null, findings, policy.version);
}

function roleFindings({ act, person }: ActOnCase): Finding[] {
  if (!isActName(act)) return [];
  const { roles, label } = actOf(act);
  if (roles.some((role) => person.roles.includes(role))) return [];
  const message = `没有办理“${label}”的岗位，请由有此岗位的人员办理`;
  return [{ code: 'ROLE_MISSING', message, basis: actOf(act).clauses.join('、') || 'R-69' }];
}

/** Acts for two persons: the same person may not do both of a round; officers sign what they negotiated. */
function pairFindings({ act, person, round, caseActs }: ActOnCase): Finding[] {
  const ofRound = caseActs.filter((done) => done.round === round && !done.withdrawn);
  const own = ofRound.filter((done) => done.personId === person.personId);
  const findings: Finding[] = [];
  if (isActName(act) && actOf(act).persons === 2 && own.some((done) => done.act === act)) {
    const message = '本人已办理其中一份，另一份须由另一名持证人员办理';
    findings.push({ code: 'SAME_OFFICER_TWICE', message, basis: 'R-42、SD2' });
  }
  if (act === 'sign-as-officer' && !own.some((done) => done.act === 'negotiate')) {
    const message = '本人未参加本轮协商，请由本轮协商的经办人签字';
    findings.push({ code: 'NOT_NEGOTIATING_OFFICER', message, basis: 'R-42' });
  }
  return findings;
}

const SELECTION: readonly SeparatedAct[] = ['nominate-agencies', 'count-appraiser-votes', 'attest-appraiser-vote'];
const INVESTMENT: readonly SeparatedAct[] = ['check-before-signing', 'review-investment-supervisor', 'release-payment'];
const SUPERVISED: readonly OrganisationKind[] = ['firm', 'appraisal-agency', 'builder'];

function outsiderFindings({ act, person, caseActs }: ActOnCase): Finding[] {
  const findings: Finding[] = [];
  const fromFirm = person.organisation === 'firm';
  if (fromFirm && SELECTION.includes(act)) {
    const message = '征收事务所不得参与评估机构选定，请由街镇组织';
    findings.push({ code: 'ORGANISATION_EXCLUDED', message, basis: 'SD3、R-17' });
  }
  if (fromFirm && act === 'read-appraisal-report' && !caseActs.some((done) => isApprovedReport(done))) {
    const message = '评估报告须经街镇审核下发后事务所方可查阅';
    findings.push({ code: 'ORGANISATION_EXCLUDED', message, basis: 'SD4、R-35' });
  }
  if (act === 'approve-appraisal-report' && decidesAlone(person.personId, caseActs)) {
    const message = '评估时点由本人确定，评估报告须先由他人审核';
    findings.push({ code: 'DECIDED_ALONE', message, basis: 'SD5、R-34' });
  }
  const bodies = [...(person.affiliations ?? []), ...(person.organisation ? [person.organisation] : [])];
  if (INVESTMENT.includes(act) && bodies.some((body) => SUPERVISED.includes(body))) {
    const message = '投资监理与被监督单位有关联，请更换投资监理单位';
    findings.push({ code: 'AFFILIATED', message, basis: 'SD6、R-50' });
  }
  return findings;
}

const isApprovedReport = (done: CaseAct): boolean =>
  done.act === 'approve-appraisal-report' && done.verdict === 'approved' && !done.withdrawn;

function decidesAlone(personId: string, caseActs: readonly CaseAct[]): boolean {
  const fixed = caseActs.some((done) => done.act === 'fix-value-date' && done.personId === personId);
  return fixed && !caseActs.some((done) => isApprovedReport(done) && done.personId !== personId);
}

function recusalFindings({ act, person, recusedPersonIds = [] }: ActOnCase): Finding[] {
  if (!recusedPersonIds.includes(person.personId)) return [];
  const basis = act === 'judge-special-case' ? 'SD7' : 'SD15';
  return [{ code: 'RECUSED', message: '本人与该户有利害关系，应当回避，请由他人办理', basis }];
}
