import { describe, expect, it } from '@jest/globals';
import { findingsOf, readFixture } from './lint-diagram.js';

describe('area-before-negotiation: no negotiation before the area is frozen (R-24)', () => {
  it.each([
    {
      name: 'valid',
      says: 'accepts determination before agreement',
      findings: [],
    },
    {
      name: 'frozen-before-end',
      says: 'accepts a determination that ends with the frozen area',
      findings: [],
    },
    {
      name: 'without-determination',
      says: 'refuses an agreement without determination',
      findings: [['Call_Agreement', 'A path leads here without: area-determination']],
    },
    {
      name: 'shortcut-around-determination',
      says: 'refuses a shortcut for an area said to be known',
      findings: [['Call_Agreement', 'A path leads here without: area-determination']],
    },
    {
      name: 'timer-interrupts-determination',
      says: 'refuses a timer that gives up waiting for the determination',
      findings: [['Call_Agreement', 'A path leads here without: area-determination']],
    },
    {
      name: 'ends-before-frozen',
      says: 'refuses a determination that may end before the area is frozen',
      findings: [['Event_Early', 'A path leads here without: area-frozen']],
    },
  ])('$says', async ({ name, findings }) => {
    await expect(
      findingsOf('area-before-negotiation', await readFixture('area-before-negotiation', name)),
    ).resolves.toEqual(findings);
  });
});
