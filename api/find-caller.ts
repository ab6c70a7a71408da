import type { Database } from '../db/database.js';
import type { Role } from '../rules/acts.js';
import type { Caller, HouseholdCaller, OwnerCaller, StaffCaller } from './caller.js';

/** What a session remembers. Of a household also the end of its code's hash: a new code ends the sessions of the old. */
export type Identity =
  | { readonly kind: 'staff'; readonly id: string }
  | { readonly kind: 'household' | 'owner'; readonly id: string; readonly codeMark: string };

export const codeMarkOf = (accessCodeHash: string): string => accessCodeHash.slice(-16);

/** Rights as of now: a role that ended, or an account switched off, counts from the next request on. */
const STAFF_SQL = `
  WITH today AS (SELECT (app_now() AT TIME ZONE 'Asia/Shanghai')::date AS day)
  SELECT account.id AS "accountId", username, display_name AS "displayName", organisation.name AS "organisationName",
    ARRAY(SELECT DISTINCT role FROM account_role, today
          WHERE account_id = account.id AND day BETWEEN valid_from AND coalesce(valid_to, 'infinity') ORDER BY role) AS roles,
    (SELECT max(valid_to)::text FROM staff_certificate, today
     WHERE account_id = account.id AND day BETWEEN valid_from AND valid_to) AS "certificateValidTo",
    (SELECT day::text FROM today) AS today
  FROM account JOIN organisation ON organisation.id = organisation_id
  WHERE account.id = $1 AND active`;

const OWNER_SQL = `
  SELECT household.id AS "householdId", case_number AS "caseNumber" FROM household
  JOIN house_owner ON household_id = household.id
  WHERE household.id = $1 AND right(house_owner.access_code_hash, 16) = $2`;

const HOUSEHOLD_SQL = `
  SELECT id AS "householdId", case_number AS "caseNumber" FROM household
  WHERE id = $1 AND right(access_code_hash, 16) = $2`;

async function findStaff(db: Database, accountId: string): Promise<StaffCaller | null> {
  const [row] = await db.query<Omit<StaffCaller, 'kind'> & { roles: Role[] }>(STAFF_SQL, [accountId]);
  return row ? { kind: 'staff', ...row } : null;
}

async function findHousehold(db: Database, householdId: string, codeMark: string): Promise<HouseholdCaller | null> {
  const [row] = await db.query<Omit<HouseholdCaller, 'kind'>>(HOUSEHOLD_SQL, [householdId, codeMark]);
  return row ? { kind: 'household', ...row } : null;
}

async function findOwner(db: Database, householdId: string, codeMark: string): Promise<OwnerCaller | null> {
  const [row] = await db.query<Omit<OwnerCaller, 'kind'>>(OWNER_SQL, [householdId, codeMark]);
  return row ? { kind: 'owner', ...row } : null;
}

/** Who is behind a session now; null when that account, household or owner may no longer come in. */
export async function findCaller(db: Database, identity: Identity): Promise<Caller | null> {
  if (identity.kind === 'staff') return findStaff(db, identity.id);
  const find = identity.kind === 'household' ? findHousehold : findOwner;
  return find(db, identity.id, identity.codeMark);
}
