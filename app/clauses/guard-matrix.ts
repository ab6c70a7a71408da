import type { ClauseMap } from './clause-map.js';

/** The three rings in which a hard rule lives, and the doors that people come through (docs/decisions/0001). */
export const RINGS = ['diagram', 'listener', 'database', 'door'] as const;
export type Ring = (typeof RINGS)[number];

const PLACES: readonly (readonly [Ring, RegExp])[] = [
  ['diagram', /^test\/(?:lint|diagrams)\//],
  ['listener', /^test\/workers\//],
  ['database', /^test\/(?:db|attacks)\//],
  ['door', /^test\/(?:api|process|web)\//],
];

/** Demands that are hard rules, beside all separations of duty. */
const HARD_RULES: readonly string[] = ['R-10', 'R-24', 'R-35', 'R-41', 'R-42', 'R-46', 'R-48', 'R-54', 'R-59', 'R-61'];

const isHardRule = (clause: string): boolean => clause.startsWith('SD') || HARD_RULES.includes(clause);

export interface GuardedRule {
  readonly clause: string;
  readonly words: string;
  /** Files of the tests that attack it there, in order. */
  readonly attacks: Readonly<Record<Ring, readonly string[]>>;
  /** How many steps of the diagrams carry the clause. */
  readonly steps: number;
}

/** For every hard rule the tests that attack it in each ring, read off their titles. */
export function guardMatrix({ clauses }: ClauseMap): GuardedRule[] {
  return clauses
    .filter(({ clause }) => isHardRule(clause))
    .map(({ clause, words, steps, tests }) => {
      const files = [...new Set(tests.map(({ file }) => file))].sort();
      const within = (ring: Ring) => files.filter((file) => PLACES.find(([, place]) => place.test(file))?.[0] === ring);
      const attacks = Object.fromEntries(RINGS.map((ring) => [ring, within(ring)])) as Record<Ring, string[]>;
      return { clause, words, attacks, steps: steps.length };
    });
}
