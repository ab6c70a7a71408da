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

/** The owner of a house that is let, with a code of his own: he sees his share and the agreement that is his too. */
export interface OwnerCaller {
  readonly kind: 'owner';
  readonly householdId: string;
  readonly caseNumber: string;
}

export type Caller = StaffCaller | HouseholdCaller | OwnerCaller;

/** Who may use a route: everybody, whoever is signed in, households, owners of let houses, any staff, or staff who may do an act today. */
export type Access = 'anyone' | 'signed-in' | 'household' | 'owner' | 'staff' | ActName;

export type CallerFor<A extends Access> = A extends 'anyone'
  ? Caller | null
  : A extends 'signed-in'
    ? Caller
    : A extends 'household'
      ? HouseholdCaller
      : A extends 'owner'
        ? OwnerCaller
        : StaffCaller;
