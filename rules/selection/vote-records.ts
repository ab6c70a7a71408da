import { sha256 } from '../draw/sha256.js';

/** One ballot as it is published: its number, what it says, and why it does not count. Nothing of who cast it. */
export interface VoteRecord {
  /** The number printed on the paper, or the receipt that the voter was given. */
  readonly receipt: string;
  /** Place of the agency on the ballot paper, from 1; 0 is blank or spoilt. */
  readonly choice: number;
  /** Codes of what is wrong with it; none: it counts. */
  readonly reasons: readonly string[];
}

/** A counted vote with everything it takes to count it again. */
export interface VoteFile {
  readonly candidates: readonly { readonly choice: number; readonly name: string }[];
  /** Every certificate that may vote. */
  readonly units: number;
  /** More than these shares (basis points) of the units must take part, and of the ballots cast must agree. */
  readonly quorumBp: number;
  readonly majorityBp: number;
  readonly records: readonly VoteRecord[];
  readonly totals: {
    readonly cast: number;
    readonly blank: number;
    readonly setAside: number;
    readonly votes: readonly { readonly choice: number; readonly votes: number }[];
  };
  /** Place of the agency chosen; null where the vote chose none. */
  readonly winner: number | null;
  readonly recordsHash: string;
}

/** By code points, as the bytes of UTF-8 are ordered: the order says nothing but the numbers themselves. */
function compareReceipts({ receipt: one }: VoteRecord, { receipt: other }: VoteRecord): number {
  const [left, right] = [Array.from(one), Array.from(other)];
  for (const [index, sign] of left.entries()) {
    const difference = (sign.codePointAt(0) ?? 0) - (right[index]?.codePointAt(0) ?? -1);
    if (difference !== 0) return difference;
  }
  return left.length - right.length;
}

export const inReceiptOrder = (records: readonly VoteRecord[]): VoteRecord[] => [...records].sort(compareReceipts);

/** SHA-256 of the records in the order of their receipts, a line each: choice, reasons with commas, receipt. */
export function recordsHash(records: readonly VoteRecord[]): string {
  const lines = inReceiptOrder(records).map(
    ({ choice, reasons, receipt }) => `${String(choice)}|${reasons.join(',')}|${receipt}`,
  );
  return sha256(lines.join('\n'));
}

/** 票决结果核对: counts a published vote again from its records alone. What does not fit, in words; empty: all fits. */
export function recount(file: VoteFile): string[] {
  const { candidates, records, totals } = file;
  const faults: string[] = [];
  const expectSame = (what: string, stated: number, counted: number): void => {
    if (stated !== counted) faults.push(`${what}：公布 ${String(stated)}，按选票重算 ${String(counted)}`);
  };
  const seen = new Set<string>();
  for (const { receipt, choice } of records) {
    if (seen.has(receipt)) faults.push(`票号 ${receipt} 出现两次`);
    seen.add(receipt);
    if (choice !== 0 && !candidates.some((candidate) => candidate.choice === choice)) {
      faults.push(`票号 ${receipt} 所选的第 ${String(choice)} 家不在候选名单中`);
    }
  }
  if (inReceiptOrder(records).some((record, index) => record !== records[index])) {
    faults.push('选票没有按票号排列');
  }
  const counted = records.filter(({ reasons }) => reasons.length === 0);
  expectSame('参加票数', totals.cast, counted.length);
  expectSame('空白或无法辨认', totals.blank, counted.filter(({ choice }) => choice === 0).length);
  expectSame('不计的票', totals.setAside, records.length - counted.length);
  if (counted.length > file.units) faults.push(`计入 ${String(counted.length)} 票，多于总证数 ${String(file.units)}`);
  for (const { choice, name } of candidates) {
    const stated = totals.votes.find((vote) => vote.choice === choice)?.votes ?? 0;
    expectSame(`“${name}”的得票`, stated, counted.filter((record) => record.choice === choice).length);
  }
  const winner = winnerOf(file, counted);
  if (file.winner !== winner) {
    faults.push(`选定：公布${nameOf(file, file.winner)}，按选票重算${nameOf(file, winner)}`);
  }
  if (recordsHash(records) !== file.recordsHash) faults.push('选票清单与公布的摘要不符，清单被改动过');
  return faults;
}

function winnerOf({ units, quorumBp, majorityBp, candidates }: VoteFile, counted: readonly VoteRecord[]) {
  if (counted.length * 10_000 <= units * quorumBp) return null;
  const most = candidates.find(
    ({ choice }) => counted.filter((record) => record.choice === choice).length * 10_000 > counted.length * majorityBp,
  );
  return most?.choice ?? null;
}

const nameOf = ({ candidates }: VoteFile, choice: number | null): string => {
  if (choice === null) return '无';
  const name = candidates.find((candidate) => candidate.choice === choice)?.name;
  return `“${name ?? `第 ${String(choice)} 家`}”`;
};
