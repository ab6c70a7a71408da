import type { Policy } from '../policy/policies.js';
import type { Tally } from './tally.js';

/** What follows a vote: the agency is chosen, residents vote once more, between fewer, or lots are drawn. */
export type NextStep = 'chosen' | 'again' | 'run-off' | 'lottery';

export interface StepAfterVote {
  readonly step: NextStep;
  /** Among whom lots are drawn, or whom the next vote is between. */
  readonly among: readonly string[];
  readonly places: number;
  readonly seeded: readonly string[];
}

/**
 * 投票后续: a vote that too few took part in is repeated as often as the policy says; then lots decide among all that
 * stood, as 征收与补偿条例 art 20 allows, so that no project waits for ever.
 */
export function stepAfterVote(
  { verdict, among, places, seeded }: Pick<Tally, 'verdict' | 'among' | 'places' | 'seeded'>,
  candidateIds: readonly string[],
  votesWithoutQuorum: number,
  { selection }: Policy,
): StepAfterVote {
  if (verdict !== 'no-quorum') return { step: verdict, among, places, seeded };
  if (votesWithoutQuorum <= selection.repeatVotes.value) {
    return { step: 'again', among: candidateIds, places: 0, seeded: [] };
  }
  return { step: 'lottery', among: candidateIds, places: 1, seeded: [] };
}
