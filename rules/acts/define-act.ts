import type { CaseKind } from './case-kinds.js';
import type { Role } from './roles.js';

export interface ActDefinition {
  readonly roles: readonly Role[];
  readonly caseKind: CaseKind;
  /** Chinese label for tasks, pages and the ledger. */
  readonly label: string;
  /** the person needs a post certificate valid on the day of the act. */
  readonly certified: boolean;
  /** How many different persons must do the act in one round (R-42: two at every contact). */
  readonly persons: 1 | 2;
  /** Verdicts a user task of this act may end with; empty when the data entered is all there is to say. */
  readonly verdicts: readonly string[];
  /** The person enters data before the verdict (api/entries); without it the act is denied. */
  readonly entry: boolean;
  /** the verdict that makes the act a procedural result, which is published before its procedure ends. */
  readonly result: string | null;
  /** Acts on the same case that the same person may not have done, with the clause that says so. */
  readonly separatedFrom: readonly { readonly act: string; readonly clause: string }[];
  readonly clauses: readonly string[];
}

const defaults = {
  certified: false,
  persons: 1,
  verdicts: [],
  entry: false,
  result: null,
  separatedFrom: [],
  clauses: [],
} as const;

/** An act with what it does not say left at its usual: one person, no certificate, no verdict, nothing separated. */
export const act = (
  label: string,
  caseKind: CaseKind,
  roles: readonly Role[],
  rest: Partial<Omit<ActDefinition, 'label' | 'caseKind' | 'roles'>> = {},
): ActDefinition => ({ ...defaults, label, caseKind, roles, ...rest });

/** Acts that the same person may not have done on the case, all by one clause. */
export const separated = (clause: string, ...acts: string[]) => acts.map((name) => ({ act: name, clause }));

/** All names but one: acts of a row are separated from each other. */
export const others = (all: readonly string[], self: string) => all.filter((name) => name !== self);
