import { describe, expect, it } from '@jest/globals';
import { proposalFindings } from '../../../rules/panel/special-problem.js';
import type { ProposedTreatment } from '../../../rules/panel/special-problem.js';

const proposed = (more: Partial<ProposedTreatment> = {}): ProposedTreatment => ({
  question: '可否享受困难补助',
  treatment: '按方案给予补助',
  amountFen: 500_000n,
  planLimitFen: 1_000_000n,
  planClause: '方案第十二条',
  ...more,
});

describe('what is put to the panel (R-30, R-31, SD18)', () => {
  it.each([
    ['an amount within the plan', {}, []],
    ['exactly what the plan grants', { amountFen: 1_000_000n }, []],
    ['one fen more', { amountFen: 1_000_001n }, ['OPINION_EXCEEDS_PLAN amount']],
    ['an amount without the limit of the plan', { planLimitFen: null }, ['FIELD_MISSING planLimit']],
    ['an amount without its clause', { planClause: null }, ['FIELD_MISSING planLimit']],
    ['nothing in money', { amountFen: null, planLimitFen: null, planClause: null }, []],
    ['a phone number in the question', { question: '电话13800138000' }, ['FIELD_NOT_PUBLISHABLE question']],
    ['an identity number in it', { treatment: '310113199001010014' }, ['FIELD_NOT_PUBLISHABLE treatment']],
  ] as const)('%s', (_, more, found) => {
    expect(proposalFindings(proposed(more)).map(({ code, field }) => `${code} ${field ?? ''}`)).toEqual(found);
  });
});
