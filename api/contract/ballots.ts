/** Paper ballots as one person reads them, and the result that everybody may check. */
import { z } from 'zod';
import { contentHash, day, engineKey, freeText, id, instant } from './formats.js';

export const ballotReading = z.object({
  /** The number printed on the ballot. */
  ballotNumber: freeText(30).regex(/^(?!E-)\P{Cc}+$/u, '票号不能以 E- 开头，也不能含换行等控制符'),
  /** Number of the certificate (household) in the project; left out in a third look where there is no such ballot. */
  householdNumber: freeText(30).optional(),
  /** Place of the agency on the ballot paper, from 1; 0 is blank or spoilt. */
  choice: z.int().min(0).max(20),
  castOn: day,
  proxyName: freeText(40).optional(),
  /** Paper that entitles the proxy: a document uploaded for this task. */
  proxyPaperId: id.optional(),
});
export type BallotReading = z.infer<typeof ballotReading>;

/** `POST /api/tasks/:taskKey/ballots`: one from the keyboard, or many from a file. A number read again is corrected. */
export const ballotsBody = z.object({ ballots: z.array(ballotReading).min(1).max(2000) });
export type BallotsBody = z.infer<typeof ballotsBody>;

export const ballotProgress = z.object({
  names: z.string(),
  third: z.boolean(),
  own: z.boolean(),
  ballots: z.number(),
});

/** `GET` and `POST /api/tasks/:taskKey/ballots`: what this task has; of the other one only how many. */
export const ballotSheet = z.object({
  taskKey: engineKey,
  opensOn: day,
  lastDay: day,
  units: z.number().int(),
  candidates: z.array(z.object({ choice: z.number().int(), name: z.string() })),
  progress: z.array(ballotProgress),
  /** The latest of this task, newest first. */
  latest: z.array(
    z.object({
      ballotNumber: z.string(),
      householdNumber: z.string().nullable(),
      /** Null in a secret vote: it was stored, and is not shown again beside the household. */
      choice: z.number().int().nullable(),
      castOn: day,
      proxyName: z.string().nullable(),
    }),
  ),
});
export type BallotSheet = z.infer<typeof ballotSheet>;

/** `POST /api/votes/:id/ballots`, by a household's code: place of the agency on the ballot paper; 0 is blank. */
export const codeBallotBody = z.object({ choice: z.int().min(0).max(20) });
export type CodeBallotBody = z.infer<typeof codeBallotBody>;
/** Shown once: the number under which the ballot is published, and what it says. */
export const castReceipt = z.object({ receipt: z.string(), choice: z.string() });
export type CastReceipt = z.infer<typeof castReceipt>;

/** `GET /api/my-votes`: the votes of the household's project with its own ballots; never what they say. */
export const ownVotes = z.object({
  votes: z.array(
    z.object({
      voteId: id,
      trackId: id,
      modeLabel: z.string(),
      number: z.number().int(),
      opensAt: instant,
      closesAt: instant,
      secret: z.boolean(),
      published: z.boolean(),
      hindrance: z.string().nullable(),
      candidates: z.array(z.object({ choice: z.number().int(), name: z.string() })).readonly(),
      cast: z
        .array(
          z.object({
            receipt: z.string().nullable(),
            castAt: instant,
            state: z.enum(['last', 'replaced', 'counted', 'paper-counts']),
          }),
        )
        .readonly(),
      papers: z.array(z.object({ reasons: z.array(z.string()).readonly() })).readonly(),
    }),
  ),
});
export type OwnVotes = z.infer<typeof ownVotes>;

const agencyVotes = z.object({ name: z.string(), votes: z.number().int() });
export const agencyVote = z.object({
  voteId: id,
  number: z.number().int(),
  roundLabel: z.string(),
  opensAt: instant,
  closesAt: instant,
  /** Null while the ballots are not counted. */
  tally: z
    .object({
      units: z.number().int(),
      cast: z.number().int(),
      blank: z.number().int(),
      setAside: z.array(z.object({ reason: z.string(), ballots: z.number().int() })),
      votes: z.array(agencyVotes),
      stepLabel: z.string(),
      talliedAt: instant,
    })
    .nullable(),
  lottery: z
    .object({
      seed: z.string(),
      seedSource: z.string(),
      drawnAt: instant,
      order: z.array(z.object({ name: z.string(), proof: z.string() })),
    })
    .nullable(),
});
export type AgencyVote = z.infer<typeof agencyVote>;

/** `GET /api/public/tracks/:id/agency-choice`: how the appraisal agency of a track was chosen. */
export const agencyChoice = z.object({
  projectName: z.string(),
  modeLabel: z.string(),
  /** Null until the result is displayed. */
  chosen: z.object({ name: z.string(), howLabel: z.string(), chosenAt: instant }).nullable(),
  votes: z.array(agencyVote),
});
export type AgencyChoice = z.infer<typeof agencyChoice>;

/** `GET /api/public/votes/:id/records`: a counted vote, ballot by ballot without who cast it, to be counted again. */
export const publishedVote = z.object({
  voteId: id,
  trackId: id,
  projectName: z.string(),
  number: z.number().int(),
  round: z.enum(['first', 'run-off']),
  opensAt: instant,
  closesAt: instant,
  publishedAt: instant,
  units: z.number().int(),
  /** Shares that must be exceeded, in basis points: of the units by those taking part, of the ballots cast by one agency. */
  quorumBp: z.number().int(),
  majorityBp: z.number().int(),
  candidates: z.array(z.object({ choice: z.number().int(), name: z.string() })).readonly(),
  /** In the order of the receipts. `choice` 0 is blank; a ballot with reasons does not count. */
  records: z
    .array(z.object({ receipt: z.string(), choice: z.number().int(), reasons: z.array(z.string()).readonly() }))
    .readonly(),
  totals: z.object({
    cast: z.number().int(),
    blank: z.number().int(),
    setAside: z.number().int(),
    votes: z.array(z.object({ choice: z.number().int(), votes: z.number().int() })).readonly(),
  }),
  winner: z.number().int().nullable(),
  recordsHash: contentHash,
});
export type PublishedVote = z.infer<typeof publishedVote>;
