import { describe, expect, it } from '@jest/globals';
import { checkInspectors, inspectionDue } from '../../../rules/supervision/inspection-due.js';
import type { InspectedBase } from '../../../rules/supervision/inspection-due.js';
import { rectificationState } from '../../../rules/supervision/rectification.js';
import type { InspectionFinding, RectificationState } from '../../../rules/supervision/rectification.js';
import { calendar, codes, policy } from '../builders.js';

describe('inspections of a base (R-70, R-71)', () => {
  const base: InspectedBase = { openedOn: '2026-11-02', lastInspectedOn: null, heldStages: [], reached: 'preparing' };

  it.each<[string, Partial<InspectedBase>, string, string, string[]]>([
    ['thirty days after the opening', {}, '2026-12-02', '2026-12-02', []],
    ['a day late', {}, '2026-12-03', '2026-12-02', ['OVERDUE']],
    ['thirty days after the last', { lastInspectedOn: '2026-11-10' }, '2026-12-03', '2026-12-10', []],
    ['signing without the one before', { reached: 'signing' }, '2026-11-03', '2026-12-02', ['INSPECTION_MISSING']],
    ['signing after it', { reached: 'signing', heldStages: ['before'] }, '2026-11-03', '2026-12-02', []],
    [
      'signed without the one during',
      { reached: 'signed', heldStages: ['before'] },
      '2026-11-03',
      '2026-12-02',
      ['INSPECTION_MISSING'],
    ],
    [
      'closing without any',
      { reached: 'closing' },
      '2026-11-03',
      '2026-12-02',
      Array<string>(3).fill('INSPECTION_MISSING'),
    ],
  ])('%s', (_story, rest, today, dueOn, expected) => {
    const { value, findings } = inspectionDue({ ...base, ...rest }, today, calendar, policy);
    expect([value.dueOn, codes(findings)]).toEqual([dueOn, expected]);
  });

  it.each([
    ['from elsewhere', ['检查甲'], []],
    ['of the base itself', ['检查甲', '基地乙'], ['DUTY_NOT_SEPARATED']],
    ['nobody', [], ['FIELD_MISSING']],
  ])('by people %s (SD13)', (_story, inspectors, expected) => {
    expect(codes(checkInspectors(inspectors, ['基地乙', '基地丙'], policy).findings)).toEqual(expected);
  });
});

describe('a problem that was found (R-53)', () => {
  const found: InspectionFinding = {
    severity: 'minor',
    foundOn: '2026-11-02',
    foundById: '检查甲',
    rectification: null,
    recheck: null,
  };
  const rectification = { on: '2026-11-09', byId: '基地乙' };
  const recheck = { on: '2026-11-12', byId: '检查甲', passed: true };
  type State = RectificationState['state'];

  it.each<[string, Partial<InspectionFinding>, string, State, string | null, boolean, string[]]>([
    ['minor, on the last day', {}, '2026-11-17', 'to-rectify', '2026-11-17', false, []],
    ['minor, a day late', {}, '2026-11-18', 'to-rectify', '2026-11-17', true, ['OVERDUE']],
    ['serious, a day late', { severity: 'serious' }, '2026-11-10', 'to-rectify', '2026-11-09', true, ['OVERDUE']],
    ['put right', { rectification }, '2026-11-16', 'to-recheck', '2026-11-16', false, []],
    ['put right and forgotten', { rectification }, '2026-11-17', 'to-recheck', '2026-11-16', true, ['OVERDUE']],
    ['checked again', { rectification, recheck }, '2026-12-31', 'closed', null, false, []],
    [
      'failed again',
      { rectification, recheck: { ...recheck, passed: false } },
      '2026-11-27',
      'to-rectify',
      '2026-11-27',
      true,
      ['RETURN_OPEN'],
    ],
    [
      'checked by who put it right',
      { rectification, recheck: { ...recheck, byId: '基地乙' } },
      '2026-11-12',
      'to-recheck',
      '2026-11-16',
      false,
      ['DUTY_NOT_SEPARATED'],
    ],
    [
      'checked before it was put right',
      { recheck },
      '2026-11-12',
      'to-rectify',
      '2026-11-17',
      false,
      ['STEP_OUT_OF_ORDER'],
    ],
    [
      'put right before it was found',
      { rectification: { ...rectification, on: '2026-11-01' } },
      '2026-11-02',
      'to-recheck',
      '2026-11-06',
      false,
      ['STEP_OUT_OF_ORDER'],
    ],
  ])('%s', (_story, rest, today, state, dueOn, escalate, expected) => {
    const { value, findings } = rectificationState({ ...found, ...rest }, today, calendar, policy);
    expect([value, codes(findings)]).toEqual([{ state, dueOn, escalate }, expected]);
  });
});
