import { describe, expect, it } from '@jest/globals';
import { requiredDocuments } from '../../../rules/review/evidence-chain.js';
import { checkFileBag } from '../../../rules/review/file-bag.js';
import { policy } from '../builders.js';

const plain = { tenure: 'private', hardship: false, otherPayee: false, nonResidential: false } as const;

describe('the file bag (R-52)', () => {
  it.each([
    ['private', 'ownership-certificate'],
    ['public-tenancy', 'tenancy-voucher'],
  ] as const)('of %s needs a title: %s', (tenure, title) => {
    const types = requiredDocuments({ ...plain, tenure }).map(({ type }) => type);
    expect(types).toEqual(['identity-proof', title, 'household-register', 'appraisal-report', 'bank-account-proof']);
  });

  it('needs more for hardship and for another payee', () => {
    const types = requiredDocuments({ ...plain, hardship: true, otherPayee: true }).map(({ type }) => type);
    expect(types.slice(-2)).toEqual(['hardship-recognition', 'payee-authority']);
  });

  it('is complete with all of them, whatever else lies in it', () => {
    const documents = [...requiredDocuments(plain).map(({ type }) => type), 'other' as const];
    expect(checkFileBag({ ...plain, documents }, policy).passed).toBe(true);
  });

  it('names each missing paper with its return reason (R-40)', () => {
    const decision = checkFileBag({ ...plain, documents: ['identity-proof', 'household-register'] }, policy);
    expect(decision.value.missing.map(({ type, reason }) => `${type} ${reason}`)).toEqual([
      'ownership-certificate b',
      'appraisal-report a',
      'bank-account-proof c',
    ]);
    expect(decision.findings[0]?.message).toBe('件袋缺少房地产权证（退回理由 b），请补齐');
  });

  it('of a shop needs the papers of its business (R-40)', () => {
    const types = requiredDocuments({ ...plain, nonResidential: true }).map(({ type }) => type);
    expect(types).toContain('business-papers');
    expect(requiredDocuments(plain).map(({ type }) => type)).not.toContain('business-papers');
  });
});
