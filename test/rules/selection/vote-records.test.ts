import { describe, expect, it } from '@jest/globals';
import { inReceiptOrder, recordsHash, recount } from '../../../rules/selection/vote-records.js';
import type { VoteFile, VoteRecord } from '../../../rules/selection/vote-records.js';

const record = (receipt: string, choice: number, ...reasons: string[]): VoteRecord => ({ receipt, choice, reasons });
const RECORDS = [record('B1', 1), record('B2', 1), record('B3', 2), record('B4', 0), record('B5', 2, 'VOTE_TWICE')];

function file(records: readonly VoteRecord[] = RECORDS, more: Partial<VoteFile> = {}): VoteFile {
  return {
    candidates: [
      { choice: 1, name: '第一机构' },
      { choice: 2, name: '第二机构' },
    ],
    units: 6,
    quorumBp: 5_000,
    majorityBp: 4_000,
    records,
    totals: {
      cast: 4,
      blank: 1,
      setAside: 1,
      votes: [
        { choice: 1, votes: 2 },
        { choice: 2, votes: 1 },
      ],
    },
    winner: 1,
    recordsHash: recordsHash(records),
    ...more,
  };
}
const { totals } = file();

describe('a published vote, counted again from its records alone (R-18, R-21)', () => {
  it('fits as it was published, and with a hash that does not depend on the order it came in', () => {
    expect(recount(file())).toEqual([]);
    expect(recordsHash([...RECORDS].reverse())).toBe(recordsHash(RECORDS));
  });

  it.each<[string, VoteFile, string[]]>([
    ['a ballot twice', file([record('B1', 1), ...RECORDS]), ['票号 B1 出现两次', '参加票数：公布 4，按选票重算 5']],
    ['a ballot for nobody', file([...RECORDS, record('B6', 3)]), ['票号 B6 所选的第 3 家不在候选名单中']],
    ['an order that tells when each came', file([...RECORDS].reverse()), ['选票没有按票号排列']],
    ['more ballots than certificates', file(RECORDS, { units: 3 }), ['计入 4 票，多于总证数 3']],
    ['fewer taking part', file(RECORDS, { totals: { ...totals, cast: 3 } }), ['参加票数：公布 3，按选票重算 4']],
    [
      'a blank one hidden',
      file(RECORDS, { totals: { ...totals, blank: 0 } }),
      ['空白或无法辨认：公布 0，按选票重算 1'],
    ],
    [
      'one set aside silently',
      file(RECORDS, { totals: { ...totals, setAside: 0 } }),
      ['不计的票：公布 0，按选票重算 1'],
    ],
    [
      'votes moved to another',
      file(RECORDS, { totals: { ...totals, votes: [{ choice: 2, votes: 3 }] } }),
      ['“第一机构”的得票：公布 0，按选票重算 2', '“第二机构”的得票：公布 3，按选票重算 1'],
    ],
    ['another winner', file(RECORDS, { winner: 2 }), ['选定：公布“第二机构”，按选票重算“第一机构”']],
    ['a winner without a quorum', file(RECORDS, { quorumBp: 7_000 }), ['选定：公布“第一机构”，按选票重算无']],
    ['a choice changed', file(RECORDS, { recordsHash: recordsHash(RECORDS.slice(1)) }), ['与公布的摘要不符']],
  ])('names %s', (_, changed, faults) => {
    const said = recount(changed).join('\n');
    for (const fault of faults) expect(said).toContain(fault);
  });

  it('orders receipts as the database does: by the bytes of UTF-8', () => {
    const order = ['10', '2', 'B1', 'B10', '票1', '\u{20000}'];
    expect(
      inReceiptOrder([...order].reverse().map((receipt) => record(receipt, 1))).map(({ receipt }) => receipt),
    ).toEqual(order);
  });
});
