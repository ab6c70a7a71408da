import { describe, expect, it } from '@jest/globals';
import { mustBeBodyOf, needsWillingness } from '../../../rules/modes/modes.js';
import { checkChanges } from '../../../rules/plan/check-draft.js';

describe('what the mode of a track says of its plan', () => {
  it('says after a consultation what was changed and why', () => {
    expect(checkChanges(false, null)).toEqual([]);
    expect(checkChanges(true, '提高了搬迁费')).toEqual([]);
    expect(checkChanges(true, null)).toMatchObject([{ code: 'FIELD_MISSING', field: 'changes' }]);
  });

  it.each([
    ['negotiated', false, true],
    ['state', false, false],
    ['state', true, true],
    ['collective', true, false],
  ] as const)('%s, renewal %s: willingness asked %s (R-12, R-15, R-16)', (mode, renewal, asked) => {
    expect(needsWillingness(mode, renewal)).toBe(asked);
  });

  it.each([
    ['negotiated', 'draftedBy', 'district-officer'],
    ['state', 'draftedBy', 'town-officer'],
    ['collective', 'draftedBy', 'district-officer'],
    ['state', 'adoptedBy', 'town-officer'],
    ['negotiated', 'adoptedBy', 'district-government'],
  ] as const)('%s is not %s a %s (R-5, R-6, R-7, R-9)', (mode, step, role) => {
    expect(mustBeBodyOf(mode, step, [role])).toMatchObject([{ code: 'ROLE_MISSING' }]);
  });
});
