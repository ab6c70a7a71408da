/** How often a household may change its mind; it keeps nobody from voting and a machine from filling the box. */
export const MOST_BALLOTS_BY_CODE = 20;

/** A ballot cast with a household's code. `voter` stands for the household without naming it. */
export interface CodeBallot {
  readonly receipt: string;
  readonly voter: string;
  /** From 1; the highest of a voter is the one that stands. */
  readonly turn: number;
  /** Null: blank. */
  readonly candidateId: string | null;
}

export interface PartedCodeBallots {
  readonly standing: readonly CodeBallot[];
  readonly replaced: readonly CodeBallot[];
  /** The household's paper counts instead. */
  readonly overruled: readonly CodeBallot[];
}

/**
 * 凭码投票: the last ballot of a voter stands, so that whoever was watched or has lost the code to somebody can vote again;
 * a paper of the same certificate that counts goes before it, because it is cast in person and read by two.
 */
export function partCodeBallots(ballots: readonly CodeBallot[], votedOnPaper: ReadonlySet<string>): PartedCodeBallots {
  const last = new Map<string, number>();
  for (const { voter, turn } of ballots) last.set(voter, Math.max(turn, last.get(voter) ?? 0));
  const lasting = ballots.filter(({ voter, turn }) => turn === last.get(voter));
  return {
    standing: lasting.filter(({ voter }) => !votedOnPaper.has(voter)),
    replaced: ballots.filter(({ voter, turn }) => turn !== last.get(voter)),
    overruled: lasting.filter(({ voter }) => votedOnPaper.has(voter)),
  };
}
