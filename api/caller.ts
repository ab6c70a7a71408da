import type { ActName, Role } from '../rules/acts.js';

/** A member of staff as signed in, with the roles that are valid today. */
export interface StaffCaller {
  readonly kind: 'staff';
  readonly accountId: string;
  readonly username: string;
  readonly displayName: string;
  readonly organisationName: string;
  readonly roles: readonly Role[];
  /** Last day of the person's post certificate, null without one that is valid today. */
  readonly certificateValidTo: string | null;
  /** The civil day on which the roles were looked up. */
  readonly today: string;
}

/** A household that entered with its case number and access code: it may see and sign its own case only. */
export interface HouseholdCaller {
  readonly kind: 'household';
  readonly householdId: string;
  readonly caseNumber: string;
}

export type Caller = StaffCaller | HouseholdCaller;

/** Who may use a route: everybody, whoever is signed in, households, any staff, or staff who may do an act today. */
export type Access = 'anyone' | 'signed-in' | 'household' | 'staff' | ActName;

export type CallerFor<A extends Access> = A extends 'anyone'
  ? Caller | null
  : A extends 'signed-in'
    ? Caller
    : A extends 'household'
      ? HouseholdCaller
      : StaffCaller;
