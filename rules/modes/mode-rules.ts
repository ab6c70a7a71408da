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
  /** How its expropriation is decided; null: it has none. */
  readonly expropriation: ExpropriationRules | null;
}

/** What differs between the modes in the procedure of an expropriation decision (RULES part 3.6). */
export interface ExpropriationRules {
  /** Who assesses the risk and keeps account of the remedies. */
  readonly preparedBy: Role;
  /** The district government reviews the assessment; elsewhere the authority that approves the taking of the land does. */
  readonly riskReviewed: boolean;
  /** The taking of the land is approved by the State Council or the city, after the agreements or before them. */
  readonly landApproved: boolean;
  /** The right to use state-owned land ends with the decision (征收与补偿条例 art 13). */
  readonly landUseRightEnds: boolean;
}
