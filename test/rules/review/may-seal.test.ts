import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { REVIEW_GATES } from '../../../rules/review/gates.js';
import { maySeal } from '../../../rules/review/may-seal.js';
import { caseAct, codes, policy } from '../builders.js';

const green = REVIEW_GATES.map((gate) => caseAct(gate, gate, { verdict: 'approved', contentHash: 'h1' }));
const officers = [caseAct('negotiate', '经办甲'), caseAct('negotiate', '经办乙'), caseAct('sign-as-officer', '经办甲')];
const request = { contentHash: 'h1', seenHash: 'h1', keeperId: '用印甲', caseActs: [...officers, ...green] };

describe('the seal (R-41)', () => {
  it('is put when all four gates are green for exactly this content', () => {
    expect(maySeal(request, policy).passed).toBe(true);
  });

  it('is refused when one approval is missing, whichever it is', () => {
    for (const gate of REVIEW_GATES) {
      const caseActs = request.caseActs.filter((done) => done.act !== gate);
      expect(codes(maySeal({ ...request, caseActs }, policy).findings)).toEqual(['REVIEW_INCOMPLETE']);
    }
  });

  it('is refused on new content, even if the old content was approved', () => {
    const decision = maySeal({ ...request, contentHash: 'h2' }, policy);
    expect(codes(decision.findings)).toEqual(['CONTENT_CHANGED', 'REVIEW_INCOMPLETE']);
  });

  it('is refused with an open return, also of other content', () => {
    const open = caseAct('approve-agreement', '审批乙', { verdict: 'returned', returnReason: 'b', contentHash: 'h0' });
    const decision = maySeal({ ...request, caseActs: [open, ...green] }, policy);
    expect(codes(decision.findings)).toEqual(['RETURN_OPEN']);
  });

  it('is not in the hand of anyone who worked on the case (SD2)', () => {
    const names = [...new Set(request.caseActs.map((done) => done.personId))];
    for (const keeperId of names) {
      expect(codes(maySeal({ ...request, keeperId }, policy).findings)).toContain('DUTY_NOT_SEPARATED');
    }
  });

  it('is never put with fewer than four approvals of this content, in whatever order things happened', () => {
    const anyAct = fc.record({
      act: fc.constantFrom(...REVIEW_GATES, 'rectify-file-bag' as const),
      verdict: fc.constantFrom('approved', 'returned'),
      contentHash: fc.constantFrom('h1', 'h2'),
      withdrawn: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(anyAct, { maxLength: 12 }), (acts) => {
        const caseActs = acts.map((each) => caseAct(each.act, each.act, each));
        if (!maySeal({ ...request, caseActs }, policy).passed) return;
        const lastReturn = caseActs.findLastIndex(
          ({ act, verdict, contentHash, withdrawn }) =>
            act !== 'rectify-file-bag' && verdict === 'returned' && contentHash === 'h1' && !withdrawn,
        );
        const approvals = caseActs
          .slice(lastReturn + 1)
          .filter((each) => each.verdict === 'approved' && each.contentHash === 'h1' && !each.withdrawn);
        for (const gate of REVIEW_GATES) expect(approvals.map(({ act }) => act)).toContain(gate);
      }),
      { numRuns: 500 },
    );
  });
});
