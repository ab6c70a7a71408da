import { refusal } from '../../db/errors.js';
import type { Term } from '../../rules/vocabulary/term.js';
import { term } from '../../rules/vocabulary/term.js';

/** Papers of a rule as words that a field may be chosen from. */
export const paperTerms = <K extends string>(labels: Readonly<Record<K, string>>): Readonly<Record<K, Term>> =>
  Object.fromEntries(
    Object.entries<string>(labels).map(([name, label]) => [name, term(label, label, '征收与补偿条例第26条')]),
  ) as Record<K, Term>;

/** Each paper once. */
export function onePerPaper<P extends { readonly paper: string }>(papers: readonly P[]): readonly P[] {
  if (new Set(papers.map(({ paper }) => paper)).size === papers.length) return papers;
  throw refusal('FIELD_OUT_OF_RANGE', '同一种材料只能填写一行，请合并', '沪府发〔2012〕73号第2条', 'papers');
}
