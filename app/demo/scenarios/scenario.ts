import type { ProjectBody } from '../../../api/contract/index.js';
import type { FormalMode } from '../../../rules/launch/grounds.js';

/** What a household does when its agreement lies before it. */
export type Stand = 'willing' | 'late' | 'never';

/** How many households of a register do not sign when they are asked first; the last of the register, in this order. */
export interface Holdouts {
  readonly late: number;
  readonly never: number;
}

/** How one whole project goes, as far as it differs from the others; everything else is played the same. */
export interface Scenario {
  /** What the play is about, for people. */
  readonly title: string;
  readonly project: Omit<ProjectBody, 'registeredOn' | 'townOrganisationId' | 'firmOrganisationId'>;
  readonly land: 'state' | 'collective';
  /** A line of the sample register as it reads in this project, cells by their headings; left out: as it is. */
  readonly household?: (cells: Readonly<Record<string, string>>) => Readonly<Record<string, string>>;
  /** How many households, the first of the register, are granted a new homestead; on collective land alone. */
  readonly newHomesteads: number;
  /** What is prepared beside a negotiation. */
  readonly formalMode: FormalMode;
  /** Votes on the appraisal agency: one has all of them, or two have the same number until lots are drawn. */
  readonly ballots: 'clear' | 'tied';
  readonly holdouts: (households: number) => Holdouts;
  /** How many households, the first of the register, have their report appraised again and then judged by the experts. */
  readonly takenToExperts: number;
  /** What the town decides when the signing period ends before all have signed; those who are late sign after it. */
  readonly outcome: 'extended' | 'conversion-proposed';
}

/** The stand of the household at a place of the register (1 for the first). */
export function standOf({ holdouts }: Scenario, place: number, households: number): Stand {
  const { late, never } = holdouts(households);
  if (place > households - never) return 'never';
  return place > households - never - late ? 'late' : 'willing';
}
