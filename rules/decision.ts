import type { FindingCode } from './error-codes.js';

/** One thing that is wrong: what, what to do next (Chinese, for people), and the clause it rests on. */
export interface Finding {
  readonly code: FindingCode;
  /** Chinese; says what is wrong and what to do next. */
  readonly message: string;
  /** Clause ids or legal source; several are joined with `、`, e.g. `R-42、SD2`. */
  readonly basis: string;
  /** Input field the finding is about, where there is one. */
  readonly field?: string;
}

/** The answer of a rule: a refusal is a value with every finding, never an exception. */
export interface Decision<T> {
  readonly passed: boolean;
  readonly value: T;
  readonly findings: readonly Finding[];
  readonly policyVersion: string;
}

/** The answer of a check that reads one field: its value, or the one thing wrong with it. */
export type Parsed<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly finding: Finding };

/** A decision passes exactly when nothing was found. */
export function decide<T>(value: T, findings: readonly Finding[], policyVersion: string): Decision<T> {
  return { passed: findings.length === 0, value, findings, policyVersion };
}

/** The clauses that findings rest on, each once, in order: what a ledger entry or a denial cites. */
export function clausesOf(findings: readonly Finding[]): string[] {
  return [...new Set(findings.flatMap((finding) => finding.basis.split('、')))];
}
