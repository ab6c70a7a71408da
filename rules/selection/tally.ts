import { decide } from '../decision.js';
import type { Decision, Finding } from '../decision.js';
import type { Policy } from '../policy/policies.js';
import { formatPercent } from '../units.js';
import { screenBallots } from './ballots.js';
import type { Ballot, Election, SetAside } from './ballots.js';

export type TallyVerdict = 'chosen' | 'run-off' | 'lottery' | 'no-quorum';

export interface Tally {
  readonly verdict: TallyVerdict;
  readonly winner: string | null;
  /** Whom a run-off is between, or among whom lots are drawn. */
  readonly among: readonly string[];
  /** How many places lots decide: one agency, or the places in a run-off that a tie leaves open. */
  readonly places: number;
  /** Who is in the run-off without a draw, where lots decide about the other place. */
  readonly seeded: readonly string[];
  readonly units: number;
  /** Ballots that count, blank ones with them. */
  readonly cast: number;
  readonly blank: number;
  /** Votes of each candidate, most first. */
  readonly votes: readonly { readonly candidateId: string; readonly count: number }[];
  readonly setAside: readonly SetAside[];
}

/**
 * 计票: one vote per certificate. More than the quorum of all units must have taken part; more than the majority of
 * the votes cast (blank ones count as cast) chooses. Without a majority there is one run-off between the first two,
 * then a lottery. Where a tie leaves open who the two are, lots are drawn for that place.
 * Throws on fewer than two candidates: the list is checked before.
 */
export function tally(
  ballots: readonly Ballot[],
  election: Election,
  round: 'first' | 'run-off',
  policy: Policy,
): Decision<Tally> {
  if (new Set(election.candidateIds).size < 2) throw new RangeError('An election needs two candidates');
  const { counted, setAside } = screenBallots(ballots, election, policy);
  const votes = countVotes(counted, election.candidateIds);
  const units = election.certificateIds.size;
  const cast = counted.length;
  const blank = counted.filter(({ candidateId }) => candidateId === null).length;
  const { outcome, findings } = judge(units, cast, votes, round, policy);
  return decide({ ...outcome, units, cast, blank, votes, setAside }, findings, policy.version);
}

type Outcome = Pick<Tally, 'verdict' | 'winner' | 'among' | 'places' | 'seeded'>;
type Votes = Tally['votes'];

const NONE = { winner: null, among: [], places: 0, seeded: [] } as const;

function judge(
  units: number,
  cast: number,
  votes: Votes,
  round: 'first' | 'run-off',
  { selection }: Policy,
): { outcome: Outcome; findings: Finding[] } {
  const { quorumBp, majorityBp, runOff, fallback } = selection;
  if (cast * 10_000 <= units * quorumBp.value) {
    const message = `参加投票${cast}证，未超过${units}证的${formatPercent(quorumBp.value)}，投票无效，请重新组织`;
    return {
      outcome: { verdict: 'no-quorum', ...NONE },
      findings: [{ code: 'NO_QUORUM', message, basis: quorumBp.basis }],
    };
  }
  const [first] = votes;
  if (first && first.count * 10_000 > cast * majorityBp.value) {
    return { outcome: { verdict: 'chosen', ...NONE, winner: first.candidateId }, findings: [] };
  }
  if (round === 'first' && runOff.value)
    return { outcome: runOffOf(votes), findings: [noMajority(cast, votes, '再投一次', majorityBp.basis)] };
  const leading = votes.filter(({ count }) => count === first?.count).map(({ candidateId }) => candidateId);
  // A single leader without a majority has not won: lots are drawn among all that stood in this round.
  const among = leading.length > 1 ? leading : votes.map(({ candidateId }) => candidateId);
  const outcome = { ...NONE, verdict: 'lottery', among, places: 1 } as const;
  return { outcome, findings: [noMajority(cast, votes, '公证摇号', fallback.basis)] };
}

/** The first two; where more than one stands on the second place, lots decide who of them it is. */
function runOffOf(votes: Votes): Outcome {
  const second = votes[1]?.count ?? 0;
  const above = votes.filter(({ count }) => count > second).map(({ candidateId }) => candidateId);
  const tied = votes.filter(({ count }) => count === second).map(({ candidateId }) => candidateId);
  const places = 2 - above.length;
  if (tied.length === places) return { ...NONE, verdict: 'run-off', among: [...above, ...tied] };
  return { ...NONE, verdict: 'lottery', among: tied, places, seeded: above };
}

function noMajority(cast: number, votes: Votes, next: string, basis: string): Finding {
  const most = votes[0]?.count ?? 0;
  const tie = votes.filter(({ count }) => count === most).length > 1;
  const message = `有效参加${cast}票，最高${most}票${tie ? '且票数相同' : ''}，未过半数，请${next}`;
  return { code: tie ? 'VOTES_TIED' : 'NO_MAJORITY', message, basis };
}

function countVotes(counted: readonly Ballot[], candidateIds: readonly string[]): Votes {
  return candidateIds
    .map((candidateId) => ({
      candidateId,
      count: counted.filter((ballot) => ballot.candidateId === candidateId).length,
    }))
    .sort((one, other) => other.count - one.count);
}
