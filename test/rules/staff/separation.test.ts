import { describe, expect, it } from '@jest/globals';
import { ACT_NAMES } from '../../../rules/acts.js';
import { LATER_ACTS } from '../../../rules/staff/later-acts.js';
import { incompatibleWith, isSeparatedAct, labelOfAct, separationFindings } from '../../../rules/staff/separation.js';
import { caseAct } from '../builders.js';

const all = [...ACT_NAMES, ...Object.keys(LATER_ACTS)].filter(isSeparatedAct);

describe('separation of duty (SD1, SD2, SD3, SD7, SD8, SD9, SD11, SD12)', () => {
  it.each(all)('what excludes %s is excluded by it', (act) => {
    for (const { act: other, clause } of incompatibleWith(act)) {
      expect(incompatibleWith(other)).toContainEqual({ act, clause });
      expect(other).not.toBe(act);
    }
  });

  it.each([
    ['determine-area', 'survey-area', 'SD1'],
    ['review-project-supervisor', 'negotiate', 'SD2'],
    ['approve-agreement', 'review-supervision-department', 'SD2'],
    ['seal-agreement', 'sign-as-officer', 'SD2'],
    ['negotiate', 'seal-agreement', 'SD2'],
    ['count-appraiser-votes', 'nominate-agencies', 'SD3'],
    ['attest-appraiser-vote', 'count-appraiser-votes', 'SD3'],
    ['judge-special-case', 'negotiate', 'SD7'],
    ['approve-payment-3', 'make-payment-list', 'SD8'],
    ['approve-payment-4', 'approve-payment-1', 'SD8'],
    ['release-payment', 'approve-payment-2', 'SD8'],
    ['approve-payment-1', 'negotiate', 'SD9'],
    ['approve-notice', 'mask-notice', 'SD11'],
    ['answer-objection', 'determine-area', 'SD12'],
  ] as const)('%s after %s breaks %s, and so the other way round', (now, before, clause) => {
    expect(separationFindings(now, '甲', [caseAct(before, '甲')]).map(({ basis }) => basis)).toContain(clause);
    expect(separationFindings(before, '甲', [caseAct(now, '甲')]).map(({ basis }) => basis)).toContain(clause);
    expect(separationFindings(now, '乙', [caseAct(before, '甲')])).toEqual([]);
  });

  it('also counts acts that were withdrawn: who handled a case stays its handler', () => {
    const withdrawn = caseAct('negotiate', '甲', { withdrawn: true });
    expect(separationFindings('approve-agreement', '甲', [withdrawn])).toHaveLength(1);
  });

  it('lets the pre-signing checker review the file bag later', () => {
    const checked = [caseAct('check-before-signing', '监理甲')];
    expect(separationFindings('review-investment-supervisor', '监理甲', checked)).toEqual([]);
  });

  it('names both acts and what to do', () => {
    const [finding] = separationFindings('determine-area', '甲', [caseAct('survey-area', '甲')]);
    expect(finding?.message).toBe('本人已办理“实测房屋面积”，不得再办“认定房屋面积”，请由他人办理');
    expect(labelOfAct('judge-special-case')).toBe('公信评议表决');
  });
});
