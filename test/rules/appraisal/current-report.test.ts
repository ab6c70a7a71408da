import { describe, expect, it } from '@jest/globals';
import { currentReport } from '../../../rules/appraisal/current-report.js';
import type { ReportStep } from '../../../rules/appraisal/current-report.js';
import { codes, policy } from '../builders.js';

const delivered: ReportStep = { kind: 'delivered', reportId: 'first' };
const reappraised: ReportStep = { kind: 'reappraised', reportId: 'second' };
const reissued: ReportStep = { kind: 'reissued', reportId: 'third' };
const step = (kind: Exclude<ReportStep['kind'], 'delivered' | 'reappraised' | 'reissued'>): ReportStep => ({ kind });

describe('the report that counts (R-32)', () => {
  it.each<[string, ReportStep[], string | null, string[]]>([
    ['none before delivery', [], null, ['REPORT_MISSING']],
    ['the delivered one', [delivered], 'first', []],
    ['the changed one', [delivered, reappraised], 'second', []],
    ['the first when nothing changed', [delivered, step('confirmed')], 'first', []],
    ['the one the experts upheld', [delivered, reappraised, step('experts-upheld')], 'second', []],
    ['the same when entry was refused', [delivered, step('confirmed'), step('experts-ended')], 'first', []],
    [
      'none after the experts faulted it',
      [delivered, step('confirmed'), step('experts-faulted')],
      null,
      ['REPORT_MISSING'],
    ],
    ['the one issued anew', [delivered, step('confirmed'), step('experts-faulted'), reissued], 'third', []],
    ['none after a referral faulted it', [delivered, step('referral-faulted')], null, ['REPORT_MISSING']],
    ['a referral takes no right away', [delivered, step('referral-faulted'), reissued, step('confirmed')], 'third', []],
    ['not without delivery', [reappraised], null, ['STEP_OUT_OF_ORDER']],
    ['not twice delivered', [delivered, delivered], null, ['STEP_OUT_OF_ORDER']],
    ['no experts before the agency', [delivered, step('experts-upheld')], null, ['STEP_OUT_OF_ORDER']],
    ['no new one without a fault', [delivered, reissued], null, ['STEP_OUT_OF_ORDER']],
    ['not asked twice', [delivered, reappraised, step('confirmed')], null, ['STEP_OUT_OF_ORDER']],
  ])('%s', (_story, steps, expected, refused) => {
    const { value, findings } = currentReport(steps, policy);
    expect([value, codes(findings)]).toEqual([expected, refused]);
  });
});
