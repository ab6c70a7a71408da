import { describe, expect, it } from '@jest/globals';
import { ACT_NAMES, actOf, ROLES } from '../../rules/acts.js';
import {
  isDocumentType,
  isMode,
  isNoticeKind,
  isReturnReason,
  isTenure,
  labelOf,
  vocabulary,
} from '../../rules/vocabulary.js';

const groups = Object.entries(vocabulary);

describe('the dictionary', () => {
  it.each(groups)('has a Chinese label, a meaning and a source for every word of %s', (_group, terms) => {
    for (const [key, { label, meaning, source }] of Object.entries(terms)) {
      expect(key).toMatch(/^[a-z][a-z0-9-]*$/);
      expect(label).toMatch(/\p{Script=Han}/u);
      expect(meaning).not.toBe('');
      if (key !== 'move-clock') expect(source).not.toBe('');
    }
  });

  it.each(groups)('gives no two words of %s the same label', (_group, terms) => {
    const labels = Object.values(terms).map(({ label }) => label);
    expect(new Set(labels).size).toBe(labels.length);
  });

  it('knows every role and every act', () => {
    expect(Object.keys(vocabulary.role)).toEqual([...ROLES]);
    expect(Object.keys(vocabulary.act)).toEqual(ACT_NAMES);
  });

  it('has a word for every verdict that an act may end with, and for no other', () => {
    const verdicts = ACT_NAMES.flatMap((act) => actOf(act).verdicts);
    expect(Object.keys(vocabulary.verdict).sort()).toEqual([...new Set(verdicts)].sort());
  });

  it('names what it knows and shows what it does not', () => {
    expect(labelOf('householdStage', 'frozen')).toBe('面积已锁定');
    expect(labelOf('mode', 'nowhere')).toBe('nowhere');
    expect(labelOf('mode', 'toString')).toBe('toString');
  });

  it('tells its words from others, also from those every object has', () => {
    expect([isMode('state'), isTenure('private'), isReturnReason('a')]).toEqual([true, true, true]);
    expect([isDocumentType('identity-proof'), isNoticeKind('area-list')]).toEqual([true, true]);
    for (const guard of [isMode, isTenure, isReturnReason, isDocumentType, isNoticeKind]) {
      expect(guard('constructor')).toBe(false);
    }
  });
});
