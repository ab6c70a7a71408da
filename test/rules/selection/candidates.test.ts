import { describe, expect, it } from '@jest/globals';
import { checkCandidates } from '../../../rules/selection/candidates.js';
import type { AgencyCandidate } from '../../../rules/selection/candidates.js';
import type { OrganisationKind } from '../../../rules/vocabulary/people.js';
import type { Mode } from '../../../rules/vocabulary/cases.js';
import { codes, policy } from '../builders.js';

const agency = (id: string, rest: Partial<AgencyCandidate> = {}): AgencyCandidate => ({
  id,
  name: `${id}估价`,
  qualified: true,
  affiliations: [],
  ...rest,
});
const list = (count: number) => Array.from({ length: count }, (_, index) => agency(`agency-${String(index)}`));
const check = (mode: Mode, agencies: AgencyCandidate[], by: OrganisationKind = 'town') =>
  codes(checkCandidates(mode, agencies, by, policy).findings);

describe('the list of agencies (R-17, R-19)', () => {
  it.each<[Mode, number, boolean]>([
    ['negotiated', 0, false],
    ['negotiated', 1, false],
    ['negotiated', 2, true],
    ['negotiated', 3, true],
    ['negotiated', 4, false],
    ['state', 2, false],
    ['state', 3, true],
    ['state', 12, true],
    ['collective', 2, false],
    ['collective', 3, true],
  ])('%s with %d: allowed %s', (mode, count, allowed) => {
    expect(check(mode, list(count))).toEqual(allowed ? [] : ['CANDIDATES_OUT_OF_RANGE']);
  });

  it.each<[string, AgencyCandidate, string[]]>([
    ['one without qualification', agency('x', { qualified: false }), ['NOT_QUALIFIED']],
    ['one tied to the firm', agency('x', { affiliations: ['firm'] }), ['AFFILIATED']],
    ['one tied to the builder', agency('x', { affiliations: ['builder'] }), ['AFFILIATED']],
    ['one that works for the town elsewhere', agency('x', { affiliations: ['town'] }), []],
    ['the same twice', agency('agency-0'), ['ALREADY_DONE']],
  ])('%s', (_story, third, expected) => {
    expect(check('negotiated', [...list(2), third])).toEqual(expected);
  });

  it('is never put up by the firm (SD3)', () => {
    expect(check('negotiated', list(2), 'firm')).toEqual(['ORGANISATION_EXCLUDED']);
  });
});
