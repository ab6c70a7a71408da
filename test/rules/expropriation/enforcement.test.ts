import { describe, expect, it } from '@jest/globals';
import { mayApplyToCourt, mayDemand } from '../../../rules/expropriation/enforcement.js';
import type { CourtPaper, EnforcementFacts } from '../../../rules/expropriation/enforcement.js';
import { remedyPeriods, remedyState } from '../../../rules/expropriation/remedies.js';
import type { RemedyFacts } from '../../../rules/expropriation/remedies.js';
import { calendar, codes, policy } from '../builders.js';

describe('remedies against a decision', () => {
  const served: RemedyFacts = {
    servedOn: '2026-01-05',
    reviewFiledOn: null,
    reviewResultServedOn: null,
    suitFiledOn: null,
    judgedOn: null,
  };

  it('are sixty days of review and six months of suit', () => {
    const { review, suit } = remedyPeriods('2026-01-05', calendar, policy);
    expect([review.lastDay, suit.lastDay]).toEqual(['2026-03-06', '2026-07-06']);
  });

  it.each<[string, Partial<RemedyFacts>, string, string, string | null]>([
    ['the last day of suing', {}, '2026-07-06', 'open', '2026-07-06'],
    ['the day after', {}, '2026-07-07', 'exhausted', '2026-07-06'],
    ['under review', { reviewFiledOn: '2026-02-02' }, '2026-12-31', 'pending', null],
    [
      'fifteen days after the result',
      { reviewFiledOn: '2026-02-02', reviewResultServedOn: '2026-03-02' },
      '2026-03-17',
      'open',
      '2026-03-17',
    ],
    [
      'one day more',
      { reviewFiledOn: '2026-02-02', reviewResultServedOn: '2026-03-02' },
      '2026-03-18',
      'exhausted',
      '2026-03-17',
    ],
    ['before the court', { suitFiledOn: '2026-07-01' }, '2026-12-31', 'pending', null],
    ['judged', { suitFiledOn: '2026-07-01', judgedOn: '2026-11-02' }, '2026-11-02', 'exhausted', '2026-11-02'],
  ])('%s', (_story, rest, today, state, until) => {
    expect(remedyState({ ...served, ...rest }, today, calendar, policy)).toEqual({ state, until });
  });
});

const PAPERS: CourtPaper[] = ['decision', 'amount-and-account', 'house-or-temporary', 'risk-assessment', 'demand'];
const facts = (rest: Partial<EnforcementFacts> = {}): EnforcementFacts => ({
  mode: 'state',
  remedy: { state: 'exhausted', until: '2026-07-06' },
  movedOut: false,
  moveOutBy: '2026-01-20',
  demandServedOn: '2026-09-01',
  papers: PAPERS,
  ...rest,
});

describe('a written demand', () => {
  it.each<[string, Partial<EnforcementFacts>, string, string[]]>([
    ['when nothing is left', {}, '2026-07-07', []],
    ['while a suit runs', { remedy: { state: 'pending', until: null } }, '2026-07-07', ['REMEDY_OPEN']],
    ['while one may sue', { remedy: { state: 'open', until: '2026-07-06' } }, '2026-07-06', ['REMEDY_OPEN']],
    ['to who has moved', { movedOut: true }, '2026-07-07', ['ALREADY_DONE']],
    ['on the last day of moving', { moveOutBy: '2026-07-07' }, '2026-07-07', ['DEMAND_RUNNING']],
    ['in a negotiated project', { mode: 'negotiated' }, '2026-07-07', ['MODE_NOT_APPLICABLE']],
  ])('%s', (_story, rest, today, expected) => {
    expect(codes(mayDemand(facts(rest), today, policy).findings)).toEqual(expected);
  });
});

describe('applying to the court', () => {
  it.each<[string, Partial<EnforcementFacts>, string, string[]]>([
    ['after ten working days', {}, '2026-09-16', []],
    ['on the tenth', {}, '2026-09-15', ['DEMAND_RUNNING']],
    ['on the last day of three months', { demandServedOn: '2026-08-03' }, '2026-10-08', []],
    ['a day late', { demandServedOn: '2026-08-03' }, '2026-10-09', ['REQUEST_TOO_LATE']],
    ['without a demand', { demandServedOn: null }, '2026-09-16', ['DEMAND_MISSING']],
    ['without one paper', { papers: PAPERS.slice(1) }, '2026-09-16', ['PAPER_MISSING']],
    ['without any paper', { papers: [] }, '2026-09-16', Array<string>(5).fill('PAPER_MISSING')],
    ['while a suit runs', { remedy: { state: 'pending', until: null } }, '2026-09-16', ['REMEDY_OPEN']],
  ])('%s', (_story, rest, today, expected) => {
    expect(codes(mayApplyToCourt(facts(rest), today, calendar, policy).findings)).toEqual(expected);
  });
});
