import { actOf } from '../rules/acts.js';
import type { ActName } from '../rules/acts.js';
import { ApiError } from './api-error.js';
import type { Access, Caller, CallerFor, HouseholdCaller, OwnerCaller, StaffCaller } from './caller.js';

const isActAccess = (access: Access): access is ActName =>
  !['anyone', 'signed-in', 'household', 'owner', 'staff'].includes(access);

/** Whether one of the roles a person holds today may do this act. The table of acts is the only place that says so. */
export function mayDo(caller: StaffCaller, act: ActName): boolean {
  return actOf(act).roles.some((role) => caller.roles.includes(role));
}

/** 403 naming the act and its clauses: the field says who may do what (SD14, SD17 included, for they hold no such role). */
export function roleMissing(act: ActName): ApiError {
  const { label, clauses } = actOf(act);
  const message = `您没有办理“${label}”的岗位，请交由有权限的同事办理。`;
  return new ApiError('ROLE_MISSING', message, [{ code: 'ROLE_MISSING', message, clauses: [...clauses] }]);
}

function staffOnly(caller: Caller): StaffCaller {
  if (caller.kind !== 'staff') throw new ApiError('ROLE_MISSING', '此功能仅供工作人员使用。');
  return caller;
}

function householdOnly(caller: Caller): HouseholdCaller {
  if (caller.kind !== 'household') throw new ApiError('ROLE_MISSING', '此功能须由户凭案号和查询码登录后使用。');
  return caller;
}

function ownerOnly(caller: Caller): OwnerCaller {
  if (caller.kind !== 'owner') throw new ApiError('ROLE_MISSING', '此功能须由产权人凭案号和产权人查询码登录后使用。');
  return caller;
}

function admit(access: Access, caller: Caller | null): Caller | null {
  if (access === 'anyone') return caller;
  if (caller === null) throw new ApiError('NOT_SIGNED_IN');
  if (access === 'signed-in') return caller;
  if (access === 'household') return householdOnly(caller);
  if (access === 'owner') return ownerOnly(caller);
  const person = staffOnly(caller);
  if (isActAccess(access) && !mayDo(person, access)) throw roleMissing(access);
  return person;
}

/** Lets the caller in or throws 401/403; afterwards the caller is of the kind that the route asked for. */
export function authorize<A extends Access>(access: A, caller: Caller | null): CallerFor<A> {
  // `admit` returns exactly the kind that `CallerFor` names for this access; the compiler cannot follow the table.
  return admit(access, caller) as CallerFor<A>;
}

/** Households see their own case; staff who may read cases see every case. */
export function mayReadCase(caller: Caller, householdId: string): void {
  if (caller.kind !== 'staff') {
    if (caller.kind === 'owner' || caller.householdId !== householdId) throw new ApiError('NOT_YOUR_CASE');
  } else if (!mayDo(caller, 'read-case')) throw roleMissing('read-case');
}

/** The agreement of a let house is the owner's too; nothing else of the case is. */
export function mayReadAgreement(caller: Caller, householdId: string): void {
  if (caller.kind === 'owner' && caller.householdId === householdId) return;
  mayReadCase(caller, householdId);
}
