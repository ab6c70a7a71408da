import { clauseLabels } from '../../rules/vocabulary/clauses.js';

const FORM = /\b(?:R-|SD)\d+\b/g;

/** Every clause there is, in order: R-1 … R-76 of the requirement list, SD1 … SD18 of the separation of duties. */
export const CLAUSES: readonly string[] = Object.keys(clauseLabels).sort(
  (a, b) => Number(a.startsWith('SD')) - Number(b.startsWith('SD')) || numberOf(a) - numberOf(b),
);

/** A demand of the plan must be carried; a separation of duties follows from demands and is shown beside them. */
export const isDemand = (clause: string): boolean => clause.startsWith('R-');

export const isClause = (id: string): boolean => Object.hasOwn(clauseLabels, id);

/** What has the form of a clause, each id once; whether there is such a clause is another question. */
export const idsIn = (text: string): string[] => [...new Set(Array.from(text.matchAll(FORM), ([id]) => id))];

export interface UnknownClause {
  readonly clause: string;
  readonly file: string;
  readonly line: number;
}

/** Ids in a file that have the form of a clause and are none, with their lines. */
export const unknownIn = (file: string, text: string): UnknownClause[] =>
  text.split('\n').flatMap((words, index) =>
    idsIn(words)
      .filter((id) => !isClause(id))
      .map((clause) => ({ clause, file, line: index + 1 })),
  );

function numberOf(clause: string): number {
  return Number(/\d+/.exec(clause)?.[0]);
}
