import { describe, expect, it } from '@jest/globals';
import { STRANGERS_AT_THE_ENGINE } from './at-the-engine.js';
import { DOORS, ROLE_ATTACKS } from './doors.js';
import { ACTS_OF_OTHERS, laterOf, SEPARATED } from './separations.js';

/**
 * Attacks whose refusal, clause and entry in the ledger are asserted, by who tries them where. A door, an act or a
 * separation that goes away takes its attacks with it, and is seen here; what is new is attacked by itself.
 */
describe('the attacks that leave their trace (R-46)', () => {
  const pairs = SEPARATED.reduce((count, act) => count + laterOf(act).length, 0);
  const counts = {
    'people at doors of the interface that are not theirs': [ROLE_ATTACKS.length, 120],
    'a household at each door of the staff': [DOORS.length, 40],
    'people at the engine with their own credentials': [STRANGERS_AT_THE_ENGINE.length, 25],
    'both duties of a separated pair, at both listeners': [2 * pairs, 150],
    'acts of others by who only reads': [2 * ACTS_OF_OTHERS.length, 40],
  };

  it.each(Object.entries(counts))('%s: no fewer than there were', (_which, [there, least]) => {
    expect(there).toBeGreaterThanOrEqual(least ?? Infinity);
  });

  it('are more than a hundred and fifty, at the interface and the engine alone', () => {
    expect(ROLE_ATTACKS.length + DOORS.length + STRANGERS_AT_THE_ENGINE.length).toBeGreaterThanOrEqual(150);
    const all = Object.values(counts).reduce((sum, [there]) => sum + (there ?? 0), 0);
    expect(all).toBeGreaterThan(400);
  });
});
