import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { dueByDecision } from '../../../rules/expropriation/decided-due.js';
import type { CompensationChoice } from '../../../rules/vocabulary/cases.js';

describe('what a decision owes in the end (征收与补偿条例 art 21, R-15)', () => {
  it.each<[string, CompensationChoice, bigint, bigint, bigint, bigint]>([
    ['all of the money', 'money', 90_935_316n, 80_000_000n, 90_935_316n, 0n],
    ['the difference to a cheaper house', 'exchange', 90_935_316n, 80_000_000n, 10_935_316n, 0n],
    ['nothing beside a house of the same value', 'exchange', 90_935_316n, 90_935_316n, 0n, 0n],
    ['nothing, but money from the household for a dearer house', 'exchange', 90_935_316n, 90_935_317n, 0n, 1n],
  ])('is %s', (_story, choice, amountFen, exchangeValueFen, dueFen, fromHouseholdFen) => {
    expect(dueByDecision({ amountFen, exchangeValueFen }, choice)).toEqual({ dueFen, fromHouseholdFen });
  });

  it('always comes to the same, whatever the household takes: house and money are the compensation', () => {
    const fen = fc.bigInt(0n, 10n ** 12n);
    fc.assert(
      fc.property(fen, fen, (amountFen, exchangeValueFen) => {
        const { dueFen, fromHouseholdFen } = dueByDecision({ amountFen, exchangeValueFen }, 'exchange');
        expect(exchangeValueFen + dueFen - fromHouseholdFen).toBe(amountFen);
        expect(dueFen === 0n || fromHouseholdFen === 0n).toBe(true);
      }),
    );
  });
});
