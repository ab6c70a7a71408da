import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { drawFileText } from '../../../rules/draw/draw-file.js';
import { announcementHashOf, listHashOf, listLines, resultLines } from '../../../rules/draw/draw-record.js';
import type { DrawMethod, DrawRecord } from '../../../rules/draw/draw-record.js';
import { verifyDraw } from '../../../rules/draw/verify-draw.js';
import { drawnRecord } from '../../factories/draw-record.js';

const verdict = (text: string, announced?: string): string => {
  const said = verifyDraw(text, announced);
  return said.ok ? 'holds' : said.fault.zh;
};
const METHODS: readonly DrawMethod[] = ['beacon', 'parties'];

/** Forged by somebody who writes the hash of the whole file anew. */
const forged = (method: DrawMethod, change: (record: DrawRecord) => Partial<DrawRecord>): string => {
  const record = drawnRecord(method);
  return verdict(drawFileText({ ...record, ...change(record) }));
};
const firstParty = (record: DrawRecord, change: Partial<DrawRecord['parties'][number]>): Partial<DrawRecord> => ({
  parties: record.parties.map((party, index) => (index === 0 ? { ...party, ...change } : party)),
});

describe('the file of a draw (R-20, R-70)', () => {
  it.each(METHODS)('holds as it came out, by %s, and shows itself unfinished or aborted', (method) => {
    const drawn = drawnRecord(method);
    expect(verdict(drawFileText(drawn))).toBe('holds');
    expect(verdict(drawFileText(drawn), drawn.announcementHash)).toBe('holds');
    expect(verdict(drawFileText(drawn), '0'.repeat(64))).toBe('与公示的公告摘要不符');
    const without = { seed: null, result: [], drawnAt: null };
    expect(verdict(drawFileText({ ...drawn, ...without, state: 'announced' }))).toBe('holds');
    const abort = { by: '公证员', reason: '设备故障', at: '2026-03-02T09:00:00.000Z' };
    const aborts = [abort, { ...abort, by: '监督部门' }];
    expect(verdict(drawFileText({ ...drawn, ...without, state: 'aborted', aborts }))).toBe('holds');
    expect(verdict(drawFileText({ ...drawn, ...without, state: 'aborted', aborts: [abort] }))).toContain('中止记录');
    expect(verdict(drawFileText({ ...drawn, aborts }))).toContain('中止记录');
  });

  it.each(METHODS)('does not hold with any one character changed, taken out or put in (%s)', (method) => {
    const text = drawFileText(drawnRecord(method));
    const place = fc.integer({ min: 0, max: text.length - 1 });
    fc.assert(
      fc.property(place, fc.string({ unit: 'binary', minLength: 0, maxLength: 2 }), (index, put) => {
        const changed = text.slice(0, index) + put + text.slice(index + 1);
        return changed === text || verdict(changed) !== 'holds';
      }),
      { numRuns: 300 },
    );
    expect(verdict('')).toBe('不是完整的抽签文件');
    expect(verdict('[]')).toBe('不是完整的抽签文件');
    expect(verdict('null')).toBe('不是完整的抽签文件');
  });

  it.each<[string, DrawMethod, (record: DrawRecord) => Partial<DrawRecord>]>([
    ['名单与其摘要不符', 'parties', ({ list }) => ({ list: list.slice(1) })],
    ['名单与其摘要不符', 'parties', ({ list }) => ({ list: [...list].reverse() })],
    ['名单与其摘要不符', 'beacon', () => ({ list: [], listHash: listHashOf([]) })],
    ['名单与其摘要不符', 'beacon', ({ list }) => ({ list: list.map((line) => `${line}\t`) })],
    ['公告被改动', 'parties', ({ list }) => ({ list: list.slice(0, -1), listHash: listHashOf(list.slice(0, -1)) })],
    ['公告被改动', 'beacon', () => ({ seedSource: '另一个号码' })],
    ['公告被改动', 'beacon', () => ({ take: [{ group: 'all', take: 1 }] })],
    ['抽取数量', 'beacon', () => ({ take: [{ group: 'all', take: 9 }] })],
    ['抽取数量', 'parties', ({ take }) => ({ take: take.slice(1) })],
    ['承诺不全', 'parties', (record) => firstParty(record, { commitment: record.parties[1]?.commitment ?? null })],
    ['承诺不全', 'parties', (record) => firstParty(record, { commitment: null, committedAt: null })],
    ['承诺不全', 'parties', (record) => firstParty(record, { revealedAt: null })],
    ['公开的数与承诺不符', 'parties', (record) => firstParty(record, { value: '6 6 6' })],
    ['公开的数与承诺不符', 'parties', (record) => firstParty(record, { salt: 'a'.repeat(32) })],
    ['先后次序', 'parties', (record) => firstParty(record, { committedAt: '2026-03-02T08:11:00.000Z' })],
    ['先后次序', 'parties', (record) => firstParty(record, { revealedAt: '2026-03-02T08:31:00.000Z' })],
    ['先后次序', 'parties', () => ({ drawnAt: '2026-03-02T08:02:00.000Z' })],
    ['先后次序', 'beacon', () => ({ drawnAt: '2026-03-02T08:04:59.999Z' })],
    ['先后次序', 'beacon', () => ({ drawnAt: '2026-03-02 16:06' })],
    ['种子不是', 'parties', (record) => firstParty(record, { salt: null, value: null, revealedAt: null })],
    ['种子不是', 'parties', ({ list, take }) => ({ seed: 'liked', result: resultLines(list, take, 'liked') })],
    ['种子不是', 'beacon', () => ({ seed: null, result: [], drawnAt: null })],
    ['种子不是', 'beacon', () => ({ state: 'announced' })],
    ['结果不是', 'beacon', () => ({ seed: '01 02 03 04 05 06' })],
    ['结果不是', 'parties', ({ result }) => ({ result: [...result].reverse() })],
    ['结果不是', 'parties', ({ result }) => ({ result: result.slice(1) })],
    ['结果不是', 'beacon', () => ({ drawnAt: null })],
  ])('is exposed by name, though its own hash was written anew: %s (%s)', (word, method, change) => {
    expect(forged(method, change)).toContain(word);
  });

  it('announced anew with another list has another hash than the board showed', () => {
    const record = drawnRecord('parties');
    const other = drawnRecord('parties', { list: record.list.slice(1) });
    expect(other.announcementHash).not.toBe(record.announcementHash);
    expect(announcementHashOf(other)).toBe(other.announcementHash);
    expect(verdict(drawFileText(other), record.announcementHash)).toBe('与公示的公告摘要不符');
  });

  it('lists nobody twice and nobody whose line could be read in two ways', () => {
    const one = { group: 'all', key: 'a', label: '甲' };
    expect(() => listLines([one, one])).toThrow('twice');
    expect(() => listLines([{ ...one, label: '甲\t乙' }])).toThrow('one line');
    expect(() => listLines([{ ...one, key: '' }])).toThrow('one line');
  });
});
