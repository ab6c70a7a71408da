import { describe, expect, it } from '@jest/globals';
import {
  compareHandover,
  deregistrationFindings,
  handoverDateFindings,
  lateMoveOutTerms,
} from '../../../rules/move-out/handover.js';
import type { HandoverRecord } from '../../../rules/move-out/handover.js';

const record = (officerId: string, more: Partial<HandoverRecord> = {}): HandoverRecord => ({
  officerId,
  keys: 2,
  water: '10',
  electricity: '20',
  gas: '无',
  vacated: true,
  ...more,
});

describe('the handover of a house by two officers (R-42, R-43)', () => {
  it.each([
    ['two that agree', [record('a'), record('b')], 'vacated'],
    ['one alone', [record('a')], 'differ'],
    ['nobody', [], 'differ'],
    ['the same officer twice', [record('a'), record('a')], 'differ'],
    ['another number of keys', [record('a'), record('b', { keys: 1 })], 'differ'],
    ['another reading', [record('a'), record('b', { water: '11' })], 'differ'],
    ['one who finds it occupied', [record('a'), record('b', { vacated: false })], 'differ'],
    ['both find it occupied', [record('a', { vacated: false }), record('b', { vacated: false })], 'occupied'],
    ['no key', [record('a', { keys: 0 }), record('b', { keys: 0 })], 'occupied'],
  ] as const)('%s', (_, records, result) => {
    expect(compareHandover(records)).toBe(result);
  });

  it('is agreed for today or later', () => {
    expect(handoverDateFindings('2026-03-02', '2026-03-02')).toEqual([]);
    expect(handoverDateFindings('2026-03-01', '2026-03-02').map(({ code }) => code)).toEqual(['FIELD_OUT_OF_RANGE']);
  });

  it.each([
    ['tenancy-voucher', 'public-tenancy', '2026-03-02', []],
    ['ownership-certificate', 'private', '2026-03-01', []],
    ['ownership-certificate', 'public-tenancy', '2026-03-02', ['FIELD_NOT_APPLICABLE']],
    ['tenancy-voucher', 'private', '2026-03-03', ['FIELD_NOT_APPLICABLE', 'FIELD_OUT_OF_RANGE']],
  ] as const)('ends a %s of a house with %s on %s (R-47)', (right, tenure, endedOn, codes) => {
    expect(deregistrationFindings(right, endedOn, tenure, '2026-03-02').map(({ code }) => code)).toEqual(codes);
  });

  it('knows no way to compel a household that is late (R-68)', () => {
    expect(Object.keys(lateMoveOutTerms)).toEqual(['extend', 'mediate', 'claim']);
  });
});
