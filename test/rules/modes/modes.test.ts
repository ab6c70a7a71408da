import { describe, expect, it } from '@jest/globals';
import { expropriationRulesOf, mustBePreparerOf } from '../../../rules/modes/modes.js';
import { codes } from '../builders.js';

describe('who prepares the expropriation of a mode', () => {
  it.each([
    ['state', 'district-officer', []],
    ['state', 'planning-officer', ['ROLE_MISSING']],
    ['collective', 'planning-officer', []],
    ['collective', 'district-officer', ['ROLE_MISSING']],
  ] as const)('%s: by %s (R-6, R-7)', (mode, role, expected) => {
    expect(codes(mustBePreparerOf(mode, [role]))).toEqual(expected);
  });

  it('knows no expropriation decision of a negotiation', () => {
    expect(() => expropriationRulesOf('negotiated')).toThrow('no expropriation decision');
    expect(expropriationRulesOf('collective').landApproved).toBe(true);
  });
});
