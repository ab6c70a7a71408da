import type { Role } from '../acts/roles.js';

/** What differs between the modes in the procedure of a compensation plan (RULES part 3.3, 3.5); the diagram is one. */
export interface ModeRules {
  /** Who drafts the plan and answers the opinions on it. */
  readonly draftedBy: Role;
  readonly examinedBy: Role;
  readonly adoptedBy: Role;
  /** First consultation: of every project, only of the renewal of an old area, or none. */
  readonly willingness: 'always' | 'renewal' | 'never';
  /** The department keeps the plan on file before it is published. */
  readonly filed: boolean;
  /** Who counts as a unit when opinions are weighed: the households, or members of the collective, told by the town. */
  readonly opinionUnits: 'households' | 'members';
  readonly basis: string;
}
