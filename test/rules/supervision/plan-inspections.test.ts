import { describe, expect, it } from '@jest/globals';
import { addDays } from '../../../rules/dates.js';
import type { InspectedBase } from '../../../rules/supervision/inspection-due.js';
import { plannedInspections } from '../../../rules/supervision/plan-inspections.js';
import { calendar, policy } from '../builders.js';

describe('the plan of inspections (R-70, R-71)', () => {
  const base: InspectedBase = { openedOn: '2026-11-02', lastInspectedOn: null, heldStages: [], reached: 'preparing' };
  const plan = (rest: Partial<InspectedBase>, today: string, open: readonly string[] = []) =>
    plannedInspections({ ...base, ...rest }, open, today, calendar, policy).map(({ kind }) => kind);

  it.each<[string, Partial<InspectedBase>, string, string[], string[]]>([
    ['a new project is inspected before signing', {}, '2026-11-03', [], ['before']],
    ['eight days before the periodic one is due, nothing more', { heldStages: ['before'] }, '2026-11-24', [], []],
    ['seven days before', { heldStages: ['before'] }, '2026-11-25', [], ['periodic']],
    ['long overdue', { heldStages: ['before'] }, '2027-03-01', [], ['periodic']],
    ['what is open is not planned twice', {}, '2026-12-01', ['periodic', 'before'], []],
    ['a stage that was missed is made up for', { reached: 'signing' }, '2026-11-03', [], ['before', 'during']],
    ['signed', { reached: 'signed', heldStages: ['before', 'during'] }, '2026-11-03', [], ['after']],
    ['closing, all held', { reached: 'closing', heldStages: ['before', 'during', 'after'] }, '2026-11-03', [], []],
  ])('%s', (_story, rest, today, open, expected) => {
    expect(plan(rest, today, open)).toEqual(expected);
  });

  it('gives a stage ten days from the day it is planned, ending on a working day', () => {
    const [stage] = plannedInspections(base, [], '2026-11-03', calendar, policy);
    expect(stage?.dueOn).toBe(addDays('2026-11-03', 10));
  });
});
