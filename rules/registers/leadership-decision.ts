import type { Finding } from '../decision.js';
import type { Policy } from '../policy/policies.js';

/** A decision of a firm's leaders, as it is put into the register. */
export interface LeadershipDecision {
  readonly major: boolean;
  readonly participants: readonly string[];
  readonly votesFor: number;
  readonly votesAgainst: number;
}

const about = (field: string, code: Finding['code'], message: string): Finding => ({
  code,
  message,
  basis: 'R-67',
  field,
});

/**
 * R-67 依法决策、科学决策、民主决策: decided by more than half of those present, each present once; a major matter by
 * a collective, never by one or two.
 */
export function checkLeadershipDecision(decision: LeadershipDecision, policy: Policy): Finding[] {
  const { major, participants, votesFor, votesAgainst } = decision;
  const present = participants.length;
  const collective = policy.meeting.minLeaders.value;
  const findings: Finding[] = [];
  if (new Set(participants).size < present) {
    findings.push(about('participants', 'ROW_DUPLICATE', '同一人只能列一次，请改正'));
  }
  if (votesFor + votesAgainst > present) {
    findings.push(about('votesAgainst', 'FIELD_INVALID', '赞成与反对的票数不能多于参加人数，请改正'));
  }
  if (votesFor * 2 <= present) {
    findings.push(about('votesFor', 'NO_MAJORITY', '赞成未过参加人数的半数，决定不成立'));
  }
  if (major && present < collective) {
    const message = `重大事项须集体决策，参加人数不少于 ${String(collective)} 人`;
    findings.push(about('participants', 'DECIDED_ALONE', message));
  }
  return findings;
}
