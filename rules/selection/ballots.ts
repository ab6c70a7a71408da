import { compareInstants, isBefore } from '../dates.js';
import type { IsoInstant } from '../dates.js';
import type { Finding } from '../decision.js';
import type { Policy } from '../policy/policies.js';

export interface Ballot {
  readonly id: string;
  readonly certificateId: string;
  /** Null: blank or spoilt; it counts as taking part and as a vote cast. */
  readonly candidateId: string | null;
  readonly castAt: IsoInstant;
  /** Who votes for the holder, and the hash of the paper that entitles him; null when the holder votes himself. */
  readonly proxy: { readonly personId: string; readonly paperHash: string | null } | null;
}

export interface Election {
  readonly opensAt: IsoInstant;
  /** The first instant at which no ballot is accepted any more. */
  readonly closesAt: IsoInstant;
  readonly candidateIds: readonly string[];
  /** Every certificate or voucher in the scope (计户单位). */
  readonly certificateIds: ReadonlySet<string>;
  /** Persons of the firm and of the agencies: they vote for nobody (SD3). */
  readonly excludedPersonIds: ReadonlySet<string>;
}

/** What is wrong with a ballot, given the certificates that have voted before. Empty: it counts. */
export function ballotFindings(
  ballot: Ballot,
  election: Election,
  votedCertificateIds: readonly string[],
  policy: Policy,
): Finding[] {
  const { certificateId, candidateId, castAt, proxy } = ballot;
  const findings: Finding[] = [];
  const refuse = (code: Finding['code'], message: string, basis: string) => findings.push({ code, message, basis });
  if (!election.certificateIds.has(certificateId)) {
    refuse('VOTER_UNKNOWN', '不是征收范围内的计户单位，不得投票', '市政府令第71号第23条');
  }
  if (isBefore(castAt, election.opensAt)) refuse('VOTE_NOT_OPEN', '投票尚未开始，请在投票时间内投票', 'R-18');
  if (!isBefore(castAt, election.closesAt)) refuse('VOTE_CLOSED', '投票已经截止，逾期选票不计', 'R-18');
  if (candidateId !== null && !election.candidateIds.includes(candidateId)) {
    refuse('CANDIDATE_UNKNOWN', '所选机构不在候选名单中，请重新选择', 'R-18');
  }
  const { votesPerCertificate } = policy.selection;
  if (votedCertificateIds.filter((id) => id === certificateId).length >= votesPerCertificate.value) {
    refuse('VOTE_TWICE', `每证${votesPerCertificate.value}票，本证已投票，后投的不计`, votesPerCertificate.basis);
  }
  if (proxy && (proxy.paperHash ?? '') === '') {
    refuse('PROXY_PAPER_MISSING', '代理投票须有授权委托书，请补交后再投', 'R-18');
  }
  if (proxy && election.excludedPersonIds.has(proxy.personId)) {
    refuse('ORGANISATION_EXCLUDED', '事务所和估价机构人员不得代理投票，请另行委托', 'SD3');
  }
  return findings;
}

export interface SetAside {
  readonly ballot: Ballot;
  readonly findings: readonly Finding[];
}

/** Parts the ballots, in the order they were cast, into those that count and those set aside with the reasons. */
export function screenBallots(
  ballots: readonly Ballot[],
  election: Election,
  policy: Policy,
): { readonly counted: readonly Ballot[]; readonly setAside: readonly SetAside[] } {
  const counted: Ballot[] = [];
  const setAside: SetAside[] = [];
  const inOrder = [...ballots].sort((one, other) => compareInstants(one.castAt, other.castAt));
  const voted = new Map<string, string[]>();
  for (const ballot of inOrder) {
    const before = voted.get(ballot.certificateId) ?? [];
    const findings = ballotFindings(ballot, election, before, policy);
    if (findings.length > 0) {
      setAside.push({ ballot, findings });
    } else {
      counted.push(ballot);
      voted.set(ballot.certificateId, [...before, ballot.certificateId]);
    }
  }
  return { counted, setAside };
}
