import type { IsoDate } from '../dates.js';
import { decide } from '../decision.js';
import type { Decision, Finding } from '../decision.js';
import type { Policy } from '../policy/policies.js';

/** What one person read on a paper ballot. */
export interface BallotEntry {
  readonly ballotNumber: string;
  readonly certificateId: string;
  /** Null: blank or spoilt. */
  readonly candidateId: string | null;
  /** The day it was cast, where the paper says one. */
  readonly castOn?: IsoDate;
  /** Who voted for the holder. */
  readonly proxyName?: string | null;
}

export interface BallotEntries {
  readonly personId: string;
  readonly entries: readonly BallotEntry[];
}

/**
 * 纸质选票双录: two persons enter every paper ballot without seeing each other's entries; only what both read alike
 * counts. The value holds the entries that agree; every other ballot is a finding with its number.
 */
export function comparePaperBallots(
  first: BallotEntries,
  second: BallotEntries,
  policy: Policy,
): Decision<readonly BallotEntry[]> {
  const findings: Finding[] = [];
  if (first.personId === second.personId) {
    findings.push({ code: 'SAME_OFFICER_TWICE', message: '两次录入是同一人，请由另一人重录', basis: 'R-43、SD3' });
  }
  for (const { entries } of [first, second]) findings.push(...repeatedNumbers(entries));
  const [ones, others] = [byNumber(first.entries), byNumber(second.entries)];
  const agreed: BallotEntry[] = [];
  for (const number of new Set([...ones.keys(), ...others.keys()])) {
    const one = ones.get(number);
    const other = others.get(number);
    if (one && other && alike(one, other)) agreed.push(one);
    else findings.push(disagreement(number, one === undefined || other === undefined));
  }
  return decide(agreed, findings, policy.version);
}

/** The first entry of each number; a vote may have tens of thousands. */
function byNumber(entries: readonly BallotEntry[]): ReadonlyMap<string, BallotEntry> {
  const found = new Map<string, BallotEntry>();
  for (const entry of entries) if (!found.has(entry.ballotNumber)) found.set(entry.ballotNumber, entry);
  return found;
}

const alike = (one: BallotEntry, other: BallotEntry): boolean =>
  one.certificateId === other.certificateId &&
  one.candidateId === other.candidateId &&
  one.castOn === other.castOn &&
  (one.proxyName ?? null) === (other.proxyName ?? null);

function disagreement(number: string, missing: boolean): Finding {
  const what = missing ? '只有一人录入，请补录' : '两次录入不一致，请对照原票重录';
  return { code: 'ENTRY_MISMATCH', message: `第${number}号选票${what}`, basis: 'R-43', field: number };
}

function repeatedNumbers(entries: readonly BallotEntry[]): Finding[] {
  const seen = new Set<string>();
  const repeated: Finding[] = [];
  for (const { ballotNumber } of entries) {
    if (seen.has(ballotNumber)) {
      const message = `第${ballotNumber}号选票重复录入，请删去一次`;
      repeated.push({ code: 'ALREADY_DONE', message, basis: 'R-43', field: ballotNumber });
    }
    seen.add(ballotNumber);
  }
  return repeated;
}
