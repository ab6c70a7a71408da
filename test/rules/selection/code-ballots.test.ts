import { describe, expect, it } from '@jest/globals';
import { partCodeBallots } from '../../../rules/selection/code-ballots.js';

const ballot = (receipt: string, voter: string, turn: number) => ({ receipt, voter, turn, candidateId: null });

describe('ballots by code (R-18)', () => {
  it('lets the last of a voter stand, unless a paper of the same certificate counts', () => {
    const box = [
      ballot('E1', '甲', 2),
      ballot('E2', '甲', 1),
      ballot('E3', '乙', 1),
      ballot('E4', '丙', 1),
      ballot('E5', '丙', 2),
    ];
    const { standing, replaced, overruled } = partCodeBallots(box, new Set(['丙', '丁']));
    const receipts = (ballots: readonly { receipt: string }[]) => ballots.map(({ receipt }) => receipt);
    expect([receipts(standing), receipts(replaced), receipts(overruled)]).toEqual([['E1', 'E3'], ['E2', 'E4'], ['E5']]);
  });
});
