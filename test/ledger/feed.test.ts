import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { headOf } from '../../ledger/chain.js';
import { rootOfDay } from '../../ledger/day-root.js';
import { nextEntry } from '../../ledger/entry.js';
import type { LedgerEntry } from '../../ledger/entry.js';
import { FeedCheck } from '../../ledger/feed-check.js';
import { differenceOf } from '../../ledger/feed-difference.js';
import { FIRST_HEAD, headAt, lineOfItem } from '../../ledger/feed.js';
import type { FeedItem } from '../../ledger/feed.js';
import { CopyFault } from '../../ledger/line.js';
import { event } from './builders.js';

type Content = Pick<FeedItem, 'entry' | 'root'>;

/** The feed that somebody would send who holds the database: places and heads always fit. */
function fed(contents: readonly Content[]): string[] {
  let prevHead = FIRST_HEAD;
  return contents.map((content, index) => {
    const head = headAt(index + 1, prevHead, content.entry?.hash ?? content.root?.hash ?? '');
    const line = lineOfItem({ position: index + 1, prevHead, head, ...content });
    prevHead = head;
    return line;
  });
}

function verdictOn(lines: readonly string[], published?: ReadonlyMap<string, string>): string {
  const check = new FeedCheck(published);
  try {
    for (const line of lines) check.take(line);
    return `ok ${String(check.seal().entries)}/${String(check.seal().days)}`;
  } catch (error) {
    if (error instanceof CopyFault) return error.message;
    throw error;
  }
}

const at = (caseId: string, before: LedgerEntry | null, time: string) =>
  nextEntry(before, event({ caseId, at: time, payload: { act: 'negotiate' } }));

describe('the feed of the ledger', () => {
  const a1 = at('case-a', null, '2026-03-02T02:00:00.000Z');
  const b1 = at('case-b', null, '2026-03-02T03:00:00.000Z');
  // Of the next day, and an act that waited over midnight behind it.
  const a2 = at('case-a', a1, '2026-03-02T16:00:00.000Z');
  const a3 = at('case-a', a2, '2026-03-02T15:59:59.000Z');
  const first = rootOfDay('2026-03-02', [headOf(a3), headOf(b1)], null);
  const b2 = at('case-b', b1, '2026-03-03T05:00:00.000Z');
  const second = rootOfDay('2026-03-03', [headOf(a3), headOf(b2)], first);
  const contents = [a1, b1, a2, a3].map((entry): Content => ({ entry }));
  const whole = [...contents, { root: first }, { entry: b2 }, { root: second }];

  it('is checked as it comes: chains, places and the roots of the days (R-43, R-46)', () => {
    expect(verdictOn(fed(whole))).toBe('ok 5/2');
    expect(verdictOn(fed(whole), new Map([[first.day, first.hash]]))).toBe('ok 5/2');
    expect(verdictOn([])).toBe('ok 0/0');
  });

  it('shows every single byte that was changed', () => {
    const lines = fed(whole);
    fc.assert(
      fc.property(fc.nat(lines.length - 1), fc.nat(), fc.integer({ min: 32, max: 126 }), (index, place, code) => {
        const line = lines[index] ?? '';
        const cut = place % line.length;
        fc.pre(line.charCodeAt(cut) !== code);
        const forged = line.slice(0, cut) + String.fromCharCode(code) + line.slice(cut + 1);
        expect(verdictOn(lines.with(index, forged))).not.toMatch(/^ok/);
      }),
      { numRuns: 500 },
    );
  });

  const late = at('case-b', b2, '2026-03-02T04:00:00.000Z');
  it.each<[string, string[], string]>([
    ['a line is left out', fed(whole).toSpliced(1, 1), '副本第 2 位缺失'],
    ['an entry is kept back and the places closed up', fed(whole.toSpliced(1, 1)), '2026-03-02 的日根与记录不符'],
    ['an entry comes before its time', fed(whole.toSpliced(0, 1)), '案件 case-a 第 1 条：编号不连续'],
    ['an entry is dated into a sealed day', fed([...whole, { entry: late }]), '案件 case-b 第 3 条：日根公布后补记'],
    ['a root is left out', fed(whole.toSpliced(4, 1)), '2026-03-03 的日根与记录不符'],
    ['a place holds nothing', fed([...contents, {}]), '副本第 5 位既非记录也非日根'],
    [
      'the places are of another history',
      [...fed(whole).slice(0, 1), ...fed([{ root: first }, ...whole]).slice(2, 3)],
      '缺失',
    ],
  ])('is refused where %s', (_what, lines, message) => {
    expect(verdictOn(lines)).toContain(message);
  });

  it('is refused where it does not hold what the board showed', () => {
    expect(verdictOn(fed(whole), new Map([['2026-03-02', '0'.repeat(64)]]))).toContain('与公示的不符');
    expect(verdictOn(fed(whole), new Map([['2026-03-05', first.hash]]))).toBe('副本缺少 2026-03-05 公示过的日根');
  });

  const [kept = ''] = fed(whole);
  const other = (change: Partial<LedgerEntry>) => fed([{ entry: { ...a1, ...change } }])[0] ?? '';
  it.each<[string, string | undefined, string]>([
    ['gone', undefined, '第 1 位 案件 case-a 第 1 条（act-recorded）：留存过，现已从账本中消失'],
    ['gone, the next in its place', fed(whole)[1], '现已从账本中消失'],
    ['another entry', fed([{ entry: b1 }])[0], '现在此处是 案件 case-b 第 1 条'],
    ['by another person', other({ actorId: 'account-2' }), '办理人原为 "account-1"，现为 "account-2"'],
    ['of other content', other({ payload: { act: 'seal' } }), '内容原为 {"act":"negotiate"}，现为 {"act":"seal"}'],
    ['bound otherwise', other({ hash: 'f'.repeat(64) }), `哈希原为 ${a1.hash}，现为 ${'f'.repeat(64)}`],
    ['in another feed', kept.replace(/"head":"../, '"head":"zz'), '链头原为 '],
    ['a root', fed([{ root: first }])[0], '现在此处是 2026-03-02 的日根'],
  ])('says what has become of an entry that was kept: %s', (_what, now, message) => {
    expect(differenceOf(kept, now)).toContain(message);
  });

  it('says of a root that was kept what became of it', () => {
    const kept = fed(whole)[4] ?? '';
    const now = { ...(JSON.parse(kept) as FeedItem), root: second };
    expect(differenceOf(kept, lineOfItem(now))).toContain('2026-03-02 的日根：被改写，哈希原为');
  });

  it('takes no line that is neither entry nor root, or both', () => {
    const [line = ''] = fed(whole);
    const item = JSON.parse(line) as FeedItem;
    expect(verdictOn([lineOfItem({ ...item, root: first })])).toContain('既非记录也非日根');
  });
});
