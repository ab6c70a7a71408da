import { decide } from '../decision.js';
import type { Decision, Finding } from '../decision.js';
import type { Policy } from '../policy/policies.js';
import type { Mode } from '../vocabulary/cases.js';
import type { OrganisationKind } from '../vocabulary/people.js';

export interface AgencyCandidate {
  readonly id: string;
  readonly name: string;
  /** Has a valid appraisal qualification of the grade the project needs. */
  readonly qualified: boolean;
  /** Kinds of bodies of this project it belongs to or is paid by. */
  readonly affiliations: readonly OrganisationKind[];
}

const EXCLUDED: readonly OrganisationKind[] = ['firm', 'builder', 'investment-supervision-firm'];

/**
 * 候选机构名单: two to three that the town picks in a negotiated project, a shortlist of those that registered
 * on the website otherwise; all qualified, none twice, none tied to who works on the project, and never put up
 * by the firm (SD3).
 */
export function checkCandidates(
  mode: Mode,
  candidates: readonly AgencyCandidate[],
  nominatedBy: OrganisationKind,
  policy: Policy,
): Decision<null> {
  const findings: Finding[] = [...countFindings(mode, candidates.length, policy)];
  if (nominatedBy === 'firm') {
    const message = '征收事务所不得推荐评估机构，请由街镇或征收部门提名';
    findings.push({ code: 'ORGANISATION_EXCLUDED', message, basis: 'SD3、R-17', field: 'nominatedBy' });
  }
  candidates.forEach((candidate, index) => {
    const field = `candidates[${index.toString()}]`;
    if (candidates.findIndex(({ id }) => id === candidate.id) < index) {
      findings.push({ code: 'ALREADY_DONE', message: `${candidate.name}重复列入，请删去一次`, basis: 'R-17', field });
    }
    if (!candidate.qualified) {
      const message = `${candidate.name}没有相应资质，请更换机构`;
      findings.push({ code: 'NOT_QUALIFIED', message, basis: 'R-17', field });
    }
    if (candidate.affiliations.some((body) => EXCLUDED.includes(body))) {
      const message = `${candidate.name}与本项目参与单位有关联，应当回避`;
      findings.push({ code: 'AFFILIATED', message, basis: '征收与补偿条例第20条', field });
    }
  });
  return decide(null, findings, policy.version);
}

function countFindings(mode: Mode, count: number, { selection }: Policy): Finding[] {
  const { negotiatedCandidatesMin, negotiatedCandidatesMax, stateShortlistMin } = selection;
  const [lowest, highest] =
    mode === 'negotiated' ? [negotiatedCandidatesMin, negotiatedCandidatesMax] : [stateShortlistMin, null];
  if (count >= lowest.value && (highest === null || count <= highest.value)) return [];
  const range = highest === null ? `不少于${lowest.value}家` : `${lowest.value}至${highest.value}家`;
  const message = `候选机构须${range}，现有${count}家，请调整名单`;
  return [{ code: 'CANDIDATES_OUT_OF_RANGE', message, basis: lowest.basis, field: 'candidates' }];
}
