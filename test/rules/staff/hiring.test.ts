import { describe, expect, it } from '@jest/globals';
import { mayHire } from '../../../rules/staff/hiring.js';
import type { HiringProposal } from '../../../rules/staff/hiring.js';
import { trainingOf } from '../../../rules/staff/training.js';
import type { TrainingKind, TrainingSession } from '../../../rules/staff/training.js';
import { codes, policy } from '../builders.js';

describe('the gate of hiring (R-62)', () => {
  const ethics = { on: '2026-11-02', byId: '考察甲', passed: true };
  const professional = { on: '2026-11-02', byId: '考官乙', passed: true };
  const proposal: HiringProposal = {
    proposedById: '主管',
    ethics,
    professional,
    recordChecked: true,
    tiesDeclared: true,
  };

  it.each<[string, Partial<HiringProposal>, string[]]>([
    ['both on one day', {}, []],
    ['ethics a day later', { ethics: { ...ethics, on: '2026-11-03' } }, ['STEP_OUT_OF_ORDER']],
    ['no ethics', { ethics: null }, ['NOT_VERIFIED', 'STEP_OUT_OF_ORDER']],
    ['failed ethics', { ethics: { ...ethics, passed: false } }, ['NOT_QUALIFIED']],
    ['nothing yet', { ethics: null, professional: null }, ['NOT_VERIFIED', 'NOT_VERIFIED']],
    ['assessed by who proposes', { ethics: { ...ethics, byId: '主管' } }, ['DUTY_NOT_SEPARATED']],
    ['record not asked', { recordChecked: false }, ['NOT_VERIFIED']],
    ['ties not declared', { tiesDeclared: false }, ['NOT_VERIFIED']],
  ])('%s', (_story, rest, expected) => {
    expect(codes(mayHire({ ...proposal, ...rest }, policy).findings)).toEqual(expected);
  });
});

describe('training in a year (R-63, R-64, R-65)', () => {
  const session = (kind: TrainingKind, hours: number, rest: Partial<TrainingSession> = {}): TrainingSession => ({
    personId: '经办甲',
    kind,
    on: '2026-06-01',
    hours,
    confirmed: true,
    ...rest,
  });
  const law = session('law-and-ethics', 8);
  const city = session('city-course', 16);
  const check = (sessions: TrainingSession[]) => trainingOf('经办甲', sessions, 2026, policy);

  it.each<[string, TrainingSession[], number, number]>([
    ['forty hours', [law, city, session('self-study', 16)], 40, 0],
    ['half an hour short', [law, city, session('group-study', 15.5)], 39.5, 1],
    ['more than enough', [law, city, session('self-study', 100)], 124, 0],
    ['too little law', [session('law-and-ethics', 7), city, session('self-study', 20)], 43, 1],
    ['no city course', [law, session('self-study', 40)], 48, 1],
    ['nothing', [], 0, 3],
    ['nobody saw it', [law, city, session('self-study', 16, { confirmed: false })], 24, 1],
    ['last year', [law, city, session('self-study', 16, { on: '2025-12-31' })], 24, 1],
    ['somebody else', [law, city, session('self-study', 16, { personId: '经办乙' })], 24, 1],
  ])('%s', (_story, sessions, hours, short) => {
    const { value, findings } = check(sessions);
    expect([value.hours, findings.length]).toEqual([hours, short]);
    expect(new Set(codes(findings)).size).toBe(short === 0 ? 0 : 1);
  });

  it.each([0, -1, Number.NaN])('cannot last %d hours', (hours) => {
    expect(() => check([session('self-study', hours)])).toThrow(RangeError);
  });
});
