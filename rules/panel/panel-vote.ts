import { decide } from '../decision.js';
import type { Decision, Finding } from '../decision.js';
import type { Policy } from '../policy/policies.js';

export interface PanelBallot {
  readonly personId: string;
  readonly vote: 'for' | 'against' | 'abstain';
}

export interface PanelSession {
  readonly memberIds: readonly string[];
  readonly presentIds: readonly string[];
  readonly ballots: readonly PanelBallot[];
}

export interface PanelResult {
  /** Null where the session was not held as it must be: nothing is decided. */
  readonly outcome: 'adopted' | 'not-adopted' | null;
  readonly present: number;
  readonly votesFor: number;
}

/**
 * 评议表决: with the quorum of the members present, more than the majority of those present adopts; who abstains is
 * present, and a tie adopts nothing. One vote a person, only of members who are there.
 */
export function decidePanel({ memberIds, presentIds, ballots }: PanelSession, policy: Policy): Decision<PanelResult> {
  const { panelQuorum, panelMajorityBp } = policy.review;
  const members = new Set(memberIds);
  const present = new Set(presentIds.filter((personId) => members.has(personId)));
  const findings: Finding[] = ballotFindings(ballots, present);
  const { numerator, denominator } = panelQuorum.value;
  if (members.size === 0 || BigInt(present.size) * denominator < BigInt(members.size) * numerator) {
    const message = `到会${present.size}人，未达到评议人员${members.size}人的${numerator}/${denominator}，请另行召集`;
    findings.push({ code: 'NO_QUORUM', message, basis: panelQuorum.basis });
  }
  const votesFor = ballots.filter(({ vote }) => vote === 'for').length;
  const adopted = votesFor * 10_000 > present.size * panelMajorityBp.value;
  const outcome = findings.length > 0 ? null : adopted ? 'adopted' : 'not-adopted';
  return decide({ outcome, present: present.size, votesFor }, findings, policy.version);
}

function ballotFindings(ballots: readonly PanelBallot[], present: ReadonlySet<string>): Finding[] {
  return ballots.flatMap(({ personId }, index): Finding[] => {
    if (!present.has(personId)) {
      const message = '未到会或不是评议人员，不得表决，请删去该票';
      return [{ code: 'VOTER_UNKNOWN', message, basis: 'R-30', field: personId }];
    }
    if (ballots.findIndex((other) => other.personId === personId) === index) return [];
    return [{ code: 'VOTE_TWICE', message: '同一人表决两次，请删去一票', basis: 'R-30', field: personId }];
  });
}
