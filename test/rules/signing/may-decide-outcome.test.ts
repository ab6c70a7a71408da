import { describe, expect, it } from '@jest/globals';
import { mayDecideOutcome } from '../../../rules/signing/may-decide-outcome.js';
import type { OutcomeFacts } from '../../../rules/signing/may-decide-outcome.js';
import { codes, policy } from '../builders.js';

const over: OutcomeFacts = {
  mode: 'negotiated',
  over: true,
  extensionsUsed: 0,
  extensionDays: 30,
  formalPrepared: true,
  unsigned: 1,
};

describe('what may be decided at the end of a signing period (R-12)', () => {
  it.each<[string, string, Partial<OutcomeFacts>, string[]]>([
    ['extended once', 'extended', {}, []],
    ['extended without a length', 'extended', { extensionDays: null }, ['FIELD_MISSING']],
    ['extended again', 'extended', { extensionsUsed: 1 }, ['ALREADY_DONE']],
    ['terminated', 'terminated', { extensionDays: null }, []],
    ['terminated before its end', 'terminated', { over: false }, ['SIGNING_RUNNING']],
    ['conversion of what is prepared', 'conversion-proposed', {}, []],
    [
      'conversion of what is not (R-13, R-14)',
      'conversion-proposed',
      { formalPrepared: false },
      ['CONVERSION_POINT_OPEN'],
    ],
    ['conversion with nobody left', 'conversion-proposed', { unsigned: 0 }, ['ALREADY_DONE']],
    ['by the town on state-owned land', 'terminated', { mode: 'state' }, ['MODE_NOT_APPLICABLE']],
  ])('%s', (_story, verdict, facts, expected) => {
    expect(codes(mayDecideOutcome(verdict, { ...over, ...facts }, policy).findings)).toEqual(expected);
  });
});
