import { describe, expect, it } from '@jest/globals';
import { mayDecideCompensation } from '../../../rules/expropriation/compensation-decision.js';
import type { UnsignedCase } from '../../../rules/expropriation/compensation-decision.js';
import { codes, policy } from '../builders.js';

const PAPERS: UnsignedCase['papers'] = ['report', 'rights', 'appraisal', 'proposal', 'exchange-house', 'negotiation'];
const unsigned: UnsignedCase = {
  mode: 'state',
  signed: false,
  signingPeriodOver: true,
  ownerUnclear: false,
  papers: PAPERS,
  reportToldToHousehold: true,
  heard: true,
  mediationHeld: true,
};
const unclear: Partial<UnsignedCase> = {
  ownerUnclear: true,
  signingPeriodOver: false,
  reportToldToHousehold: false,
  heard: false,
  mediationHeld: false,
};

describe('a compensation decision', () => {
  it.each<[string, Partial<UnsignedCase>, string[]]>([
    ['after the period, with everything', {}, []],
    ['on collective land alike', { mode: 'collective' }, []],
    ['in a negotiated project', { mode: 'negotiated' }, ['MODE_NOT_APPLICABLE']],
    ['against who has signed', { signed: true }, ['ALREADY_DONE']],
    ['inside the period', { signingPeriodOver: false }, ['SIGNING_RUNNING']],
    ['without the record of negotiation', { papers: PAPERS.slice(0, 5) }, ['PAPER_MISSING']],
    ['without a paper', { papers: [] }, Array<string>(6).fill('PAPER_MISSING')],
    ['without telling the household', { reportToldToHousehold: false }, ['NOT_HEARD']],
    ['without hearing it', { heard: false }, ['NOT_HEARD']],
    ['without a mediation', { mediationHeld: false }, ['NOT_HEARD']],
    ['nobody knows whose house it is', { ...unclear, papers: [...PAPERS.slice(0, 5), 'inspection', 'notary'] }, []],
    ['nor has a notary seen it', { ...unclear, papers: [...PAPERS, 'inspection'] }, ['PAPER_MISSING']],
  ])('%s', (_story, rest, expected) => {
    expect(codes(mayDecideCompensation({ ...unsigned, ...rest }, policy).findings)).toEqual(expected);
  });
});
