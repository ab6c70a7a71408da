import type { PublishedVote } from '../../api/contract/index.js';
import { recordsHash } from '../../rules/selection/vote-records.js';

const id = (digit: string): string => `00000000-0000-4000-8000-${digit.padStart(12, '0')}`;

/** A counted vote as everybody may download it: two papers for the first, one for the second, one that came twice. */
export function publishedVoteFixture(): PublishedVote {
  const records = [
    { receipt: 'B1', choice: 1, reasons: [] },
    { receipt: 'B2', choice: 1, reasons: [] },
    { receipt: 'B3', choice: 2, reasons: [] },
    { receipt: 'B4', choice: 2, reasons: ['VOTE_TWICE'] },
  ];
  return {
    voteId: id('97'),
    trackId: id('95'),
    projectName: '示例地块',
    number: 1,
    round: 'first',
    opensAt: '2021-09-01T00:00:00+08:00',
    closesAt: '2021-09-08T00:00:00+08:00',
    publishedAt: '2021-09-08T10:00:00+08:00',
    units: 4,
    quorumBp: 5_000,
    majorityBp: 5_000,
    candidates: [
      { choice: 1, name: '示例第一估价机构' },
      { choice: 2, name: '示例第二估价机构' },
    ],
    records,
    totals: {
      cast: 3,
      blank: 0,
      setAside: 1,
      votes: [
        { choice: 1, votes: 2 },
        { choice: 2, votes: 1 },
      ],
    },
    winner: 1,
    recordsHash: recordsHash(records),
  };
}
