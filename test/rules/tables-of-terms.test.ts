import { describe, expect, it } from '@jest/globals';
import { errorCodes, errorLabel } from '../../rules/error-codes.js';
import { proceedingOutcomeTerms, proceedingTerms } from '../../rules/expropriation/proceedings.js';
import { returnStepTerms } from '../../rules/expropriation/return-steps.js';
import { collectiveGroundTerms, stateGroundTerms } from '../../rules/launch/grounds.js';
import { GENERAL_DUTY, LEGAL_DUTIES } from '../../rules/registers/legal-duties.js';
import { staffOriginTerms, trainingFormTerms, trainingKindTerms } from '../../rules/staff/staff-terms.js';
import {
  disciplineTerms,
  inspectionKindTerms,
  inspectionSideTerms,
  severityTerms,
} from '../../rules/supervision/inspection-terms.js';

const HAN = /\p{Script=Han}/u;

describe('words that stand beside their rules', () => {
  it.each(
    Object.entries({
      proceedingTerms,
      proceedingOutcomeTerms,
      returnStepTerms,
      stateGroundTerms,
      collectiveGroundTerms,
      trainingKindTerms,
      trainingFormTerms,
      staffOriginTerms,
      inspectionKindTerms,
      inspectionSideTerms,
      severityTerms,
      disciplineTerms,
    }),
  )('%s have a label of their own, a meaning and a source', (_table, terms) => {
    const words = Object.values(terms);
    expect(words.filter(({ label, meaning, source }) => !HAN.test(label) || meaning === '' || source === '')).toEqual(
      [],
    );
    expect(new Set(words.map(({ label }) => label)).size).toBe(words.length);
  });

  it('say for every kind of body what binds it, and by which clauses (R-4)', () => {
    for (const { duty, clauses } of [...Object.values(LEGAL_DUTIES), GENERAL_DUTY]) {
      expect(duty).toMatch(HAN);
      expect(clauses).toMatch(/^R-\d/);
    }
  });
});

describe('the codes of findings', () => {
  it('each state one fact in Chinese, no two the same', () => {
    const facts = Object.values(errorCodes);
    expect(facts.filter((fact) => !HAN.test(fact))).toEqual([]);
    expect(new Set(facts).size).toBe(facts.length);
  });

  it('are shown as they are when they are not known', () => {
    expect(errorLabel('AREA_NOT_FROZEN')).toBe('面积尚未锁定');
    expect(errorLabel('toString')).toBe('toString');
  });
});
