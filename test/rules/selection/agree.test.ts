import { describe, expect, it } from '@jest/globals';
import { consultAgency } from '../../../rules/selection/agree.js';
import type { Mode } from '../../../rules/vocabulary/cases.js';
import { calendar, codes, policy } from '../builders.js';

const consult = (named: [string, string][], today: string, mode: Mode = 'state', certificateIds = ['证1', '证2']) =>
  consultAgency({ mode, openedOn: '2026-11-02', today, certificateIds, named: new Map(named) }, calendar, policy);

const BOTH: [string, string][] = [
  ['证1', '甲'],
  ['证2', '甲'],
];

describe('agreeing on an agency (R-20)', () => {
  it.each<[string, [string, string][], string, string, string[]]>([
    ['all alike on the last day', BOTH, '2026-11-12', 'agreed', []],
    ['all alike a day late', BOTH, '2026-11-13', 'vote', ['NOT_AGREED']],
    ['one is silent', [['证1', '甲']], '2026-11-12', 'waiting', ['NOT_AGREED']],
    ['one names another', [...BOTH.slice(0, 1), ['证2', '乙']], '2026-11-12', 'waiting', ['NOT_AGREED']],
    ['nobody says anything', [], '2026-11-12', 'waiting', ['NOT_AGREED']],
    ['and then they vote', [], '2026-11-13', 'vote', ['NOT_AGREED']],
  ])('%s', (_story, named, today, outcome, expected) => {
    const decision = consult(named, today);
    expect([decision.value.outcome, codes(decision.findings)]).toEqual([outcome, expected]);
  });

  it('is not for a negotiated project: it votes', () => {
    const decision = consult(BOTH, '2026-11-12', 'negotiated');
    expect([decision.value.outcome, codes(decision.findings)]).toEqual(['vote', ['MODE_NOT_APPLICABLE']]);
  });

  it('takes nobody’s silence for consent where there is nobody', () => {
    expect(consult([], '2026-11-12', 'collective', []).value.outcome).toBe('waiting');
  });
});
