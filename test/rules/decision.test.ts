import { describe, expect, it } from '@jest/globals';
import { clausesOf, decide } from '../../rules/decision.js';
import type { Finding } from '../../rules/decision.js';

const finding = (basis: string): Finding => ({ code: 'RETURN_OPEN', message: '请先整改', basis });

describe('decisions', () => {
  it('pass exactly when nothing was found', () => {
    expect(decide(1, [], 'v').passed).toBe(true);
    expect(decide(1, [finding('R-41')], 'v')).toMatchObject({ passed: false, value: 1, policyVersion: 'v' });
  });

  it('cite each clause once', () => {
    expect(clausesOf([finding('R-40、R-41'), finding('R-41'), finding('SD2')])).toEqual(['R-40', 'R-41', 'SD2']);
  });
});
