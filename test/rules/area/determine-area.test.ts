import { describe, expect, it } from '@jest/globals';
import { proposeArea } from '../../../rules/area/determine-area.js';
import type { AreaEvidence } from '../../../rules/area/determine-area.js';
import { codes, policy } from '../builders.js';

const evidence = (rest: Partial<AreaEvidence>): AreaEvidence => ({
  tenure: 'private',
  certificateHundredths: null,
  livingHundredths: null,
  surveyedHundredths: null,
  ...rest,
});

describe('the area papers lead to (R-25)', () => {
  it('is that of the certificate', () => {
    const decision = proposeArea(evidence({ certificateHundredths: 8_000n, surveyedHundredths: 8_048n }), policy);
    expect(decision).toMatchObject({ passed: true, value: { areaHundredths: 8_000n, source: 'certificate' } });
  });

  it('is converted from the living area of a public tenancy without certificate', () => {
    const decision = proposeArea(evidence({ tenure: 'public-tenancy', livingHundredths: 1_190n }), policy);
    expect(decision).toMatchObject({ passed: true, value: { areaHundredths: 1_833n, source: 'living-area' } });
  });

  it.each([
    ['a private house with a survey only', evidence({ surveyedHundredths: 8_000n })],
    ['a living area without public tenancy', evidence({ livingHundredths: 1_190n })],
    ['a public tenancy without voucher', evidence({ tenure: 'public-tenancy' })],
    ['a certificate of zero', evidence({ certificateHundredths: 0n })],
  ])('is unproven for %s', (_story, given) => {
    expect(codes(proposeArea(given, policy).findings)).toEqual(['AREA_UNPROVEN']);
  });

  it.each([
    [8_049n, ['AREA_MISMATCH']],
    [8_048n, []],
    [7_952n, []],
    [7_951n, ['AREA_MISMATCH']],
  ])('asks to look at a survey of %d against 8000', (surveyedHundredths, expected) => {
    const decision = proposeArea(evidence({ certificateHundredths: 8_000n, surveyedHundredths }), policy);
    expect(codes(decision.findings)).toEqual(expected);
  });
});
